using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.EndToEnd;

/// <summary>One test of the end-to-end suite. Each Infra folder brings those that ask its own system.</summary>
public interface IEndToEndCheck
{
    /// <summary>Its place in the suite: a test may need what an earlier one left in the subject.</summary>
    EndToEndPlace Place { get; }

    /// <summary>As the report names it: <c>duplicate answered from dedup</c>.</summary>
    string Name { get; }

    /// <summary>After this it is given up and has failed.</summary>
    TimeSpan TimeBox { get; }

    /// <summary>The same as a shell command, without secrets.</summary>
    string Command(RegionId region);

    /// <summary>What it moves that a procedure may be measuring, as <see cref="Actions.IProcedure.Disturbs"/> says it.</summary>
    IEnumerable<string> Disturbs(RegionId region) => [];

    /// <summary>Tests. What is not as it should be, or cannot be asked, is a result and is not thrown.</summary>
    Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken);
}

/// <summary>The order of the suite.</summary>
public enum EndToEndPlace
{
    Health,
    Submit,
    Duplicate,
    BadSignature,
    BadJson,
    TenantIsolation,
    DedupKey,
    WalSegment,
    Metrics,

    /// <summary>Late, since what comes right after it may be turned away.</summary>
    RateLimit,
    Command,
}

/// <param name="Finding">What was measured, in a few words.</param>
/// <param name="Log">Output worth keeping; bounded by the test.</param>
public sealed record EndToEndResult(EndToEndVerdict Verdict, string Finding, ImmutableArray<string> Log)
{
    public static EndToEndResult Passed(string finding, params ImmutableArray<string> log) => new(EndToEndVerdict.Passed, finding, log);

    public static EndToEndResult Failed(string finding, params ImmutableArray<string> log) => new(EndToEndVerdict.Failed, finding, log);

    /// <summary>It could say nothing, and why: nothing to ask, or what it builds on has failed.</summary>
    public static EndToEndResult Skipped(string why) => new(EndToEndVerdict.Skipped, why, []);
}

public enum EndToEndVerdict
{
    Passed,
    Failed,
    Skipped,
}
