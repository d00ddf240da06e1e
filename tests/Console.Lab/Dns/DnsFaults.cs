using IncidentConsole.Lab.Dns.Wire;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Dns;

internal static class DnsFaults
{
    /// <summary>The fault <c>name-server-odd</c>: some servers have a mind of their own about every name.</summary>
    /// <param name="server">Counted from 0.</param>
    /// <param name="odd">Null for silence.</param>
    public static bool OddAnswer(FaultBoard faults, int server, DnsMessage query, out DnsMessage? odd)
    {
        odd = null;
        if (faults.Find("name-server-odd") is not { } fault || fault.Text("server") is { } which && which != $"{server + 1}") return false;
        odd = fault.Text("how") switch
        {
            "servfail" => query.Reply(DnsCode.ServerFailure),
            "empty" => query.Reply() with { IsAuthoritative = true },
            "stranger" => Stranger(query),
            "silent" => null,
            _ => query.Reply(DnsCode.NameError) with { IsAuthoritative = true },
        };
        return true;
    }

    // 198.51.100.0/24 is for documentation (RFC 5737): nobody's.
    private static DnsMessage Stranger(DnsMessage query) => query.Reply() with
    {
        IsAuthoritative = true,
        Answers = query.Question.Type == DnsType.A ? [new DnsRecord(query.Question.Name.ToLowerInvariant(), DnsType.A, 60, "198.51.100.7")]
            : [],
    };

    /// <summary>The fault <c>dns-slow</c>: every server answers late.</summary>
    public static async Task SlowDownAsync(FaultBoard faults, TimeProvider time, CancellationToken cancellationToken)
    {
        if (faults.Find("dns-slow") is { } slow)
            await Task.Delay(TimeSpan.FromMilliseconds(slow.Number("ms", 1500)), time, cancellationToken);
    }
}
