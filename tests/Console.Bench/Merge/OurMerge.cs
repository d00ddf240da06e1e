using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Redis.Merge;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Bench.Merge;

/// <summary>The procedure as the console runs it: both ways, and the comparison that proves it at the end.</summary>
internal static class OurMerge
{
    public static async Task RunAsync(OneWay stores, CancellationToken cancellationToken)
    {
        var options = new RedisOptions
        {
            Regions =
            {
                ["destination"] = new() { Connection = $"127.0.0.1:{stores.DestinationPort}" },
                ["source"] = new() { Connection = $"127.0.0.1:{stores.SourcePort}" },
            },
        };
        var procedure = new DedupMergeProcedure(Options.Create(options), new Live<FleetSnapshot>(FleetSnapshot.Of([])));
        var call = new ProcedureCall(procedure.Name, new RegionId("destination"), ImmutableSortedDictionary<string, string>.Empty.Add("survivor", "source"));
        var outcome = await procedure.RunAsync(call, new ProcedureRun(null, (_, _) => Task.CompletedTask), cancellationToken);
        if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Outcome);
    }
}
