using System.Text.Json.Serialization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>What an incident has cost in data, counted id by id: the recovery point as it was, not as a bound.</summary>
/// <param name="NotReplicated">PCS the failed region had answered and the survivor did not know before the first replay.</param>
/// <param name="Recovered">Of these, how many the survivor answers now.</param>
/// <param name="From">The newest heartbeat that had arrived, or the oldest such PCS where that is older; null when there is none.</param>
/// <param name="To">The newest such PCS until the region was called down; null when there is none.</param>
/// <param name="IsCertain">False when the failed region could not be asked what it had answered: then all it had logged is counted.</param>
/// <param name="Unreadable">Stretches of the log that could not be read: what was in them is lost until it is shown otherwise.</param>
/// <param name="Later">Of <paramref name="NotReplicated"/>, how many were logged only later, once the region was back and still did not replicate.</param>
public sealed record DataLoss(long NotReplicated, long Recovered, DateTimeOffset? From, DateTimeOffset? To, bool IsCertain, long Later = 0,
    long Unreadable = 0)
{
    [JsonIgnore]
    public TimeSpan Rpo => From is { } from && To is { } to && to > from ? to - from : TimeSpan.Zero;

    [JsonIgnore]
    public long Lost => NotReplicated - Recovered;

    /// <summary><c>14 s measured: 57 PCS were not replicated, all 57 recovered</c>.</summary>
    [JsonIgnore]
    public string Words => Counted + (Unreadable == 0 ? ""
        : $"; {Text.Number(Unreadable)} {(Unreadable == 1 ? "record" : "records")} could not be read: RPO not proven");

    private string Counted => NotReplicated == 0 ? "0 s measured: no PCS was missing when it was counted"
        : $"{Text.Exact(Rpo)} measured: {(IsCertain ? "" : "at most ")}{Text.Number(NotReplicated)} PCS were not replicated{(Later == 0 ? "" : $" ({Text.Number(Later)} of them written after it came back and before it replicated again)")}, "
            + (Lost == 0 ? $"all {Text.Number(Recovered)} recovered" : $"{Text.Number(Recovered)} recovered, {Text.Number(Lost)} lost");

    public static DataLoss Of(IEnumerable<ReconciledPcs> all, DateTimeOffset? arrived, DateTimeOffset? down)
    {
        var (count, recovered, later, isCertain, unreadable) = (0L, 0L, 0L, true, 0L);
        DateTimeOffset? oldest = null, newest = null;
        foreach (var pcs in all)
        {
            if (pcs.IsUnreadable) unreadable++;
            if (!pcs.WasNotReplicated) continue;
            count++;
            if (pcs.IsRecovered) recovered++;
            isCertain &= pcs.WasAnswered is not null;
            if (pcs.WrittenAt > down) later++;
            else (oldest, newest) = (Earlier(oldest, pcs.WrittenAt), newest > pcs.WrittenAt ? newest : pcs.WrittenAt);
        }
        return new(count, recovered, oldest is null ? null : Earlier(arrived, oldest.Value), newest, isCertain, later, unreadable);
    }

    /// <summary>What the newest replay of an incident that has ended measured; null while there is none.</summary>
    public static DataLoss? Of(Incident incident) =>
        incident.Plans.Select(plan => (plan.Result as ReplayResult)?.Loss).LastOrDefault(loss => loss is not null);

    private static DateTimeOffset Earlier(DateTimeOffset? left, DateTimeOffset right) => left < right ? left.Value : right;
}
