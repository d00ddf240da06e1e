using IncidentConsole.Infra.Readiness;
using Microsoft.EntityFrameworkCore;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Whether timelines can be read now: reachable, and the tables are there.</summary>
internal sealed class PostgresDependency(PostgresQueries queries) : IDependency
{
    public string Name => "Postgres";

    public bool IsVital => true;

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await queries.AskAsync((context, token) => context.Incidents.AnyAsync(token), cancellationToken);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return queries.Judge(exception).Reason;
        }
    }
}
