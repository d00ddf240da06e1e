using IncidentConsole.Domain.Readiness;
using Microsoft.EntityFrameworkCore;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Whether the console's account may read and append timelines, by Postgres' own word.</summary>
internal sealed class TimelinePermissions(PostgresQueries queries) : IReadinessCheck
{
    private const string Missing = """
        select privilege || ' on ' || relation as "Value"
        from unnest(array['incidents', 'incidents', 'timeline', 'timeline'], array['select', 'insert', 'select', 'insert']) as needed (relation, privilege)
        where not has_table_privilege(relation, privilege)
        union all
        select 'usage on incident_numbers' where not has_sequence_privilege('incident_numbers', 'usage')
        """;

    public string Key => "timeline-permissions";
    public string Title => "The console may read and append timelines";
    public ReadinessGroup Group => ReadinessGroup.DryRun;

    public async Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var missing = await queries.AskAsync((context, token) => context.Database.SqlQueryRaw<string>(Missing).ToListAsync(token), cancellationToken);
            return missing.Count == 0 ? ReadinessFinding.Pass("select and insert on both tables, and the numbers")
                : ReadinessFinding.Fail($"the account lacks {string.Join(", ", missing)}", "Grant it: without it nothing can be recorded, and so nothing done.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return ReadinessFinding.NotAsked(queries.Judge(exception).Reason);
        }
    }
}
