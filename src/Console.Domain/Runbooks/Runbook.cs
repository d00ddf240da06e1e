using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>A procedure as a typed value: ordered phases of items, each with the checks that prove it and the actions it offers.</summary>
/// <param name="Key">Stored in incidents: <c>geo-failover</c>.</param>
/// <param name="Version">Pinned to the incident when it is declared.</param>
public sealed record Runbook(string Key, string Version, string Title, ImmutableArray<Phase> Phases)
{
    /// <summary>
    /// Whether the incident is one region that failed: it is latched out with the declaration, and the RTO clock measures until another serves.
    /// Otherwise it concerns both of its regions alike.
    /// </summary>
    public bool TakesRegionOut { get; init; } = true;

    public IEnumerable<Step> Steps => Phases.SelectMany(phase => phase.Steps);

    public Step? Find(int number) => Steps.FirstOrDefault(step => step.Number == number);

    /// <summary>What is said of an item that is not there.</summary>
    public Refusal NoItem(int number) => new($"There is no item {number}. The items are {Steps.Min(known => known.Number)} to {Steps.Max(known => known.Number)}.", RefusalReason.NotFound);
}

/// <param name="Budget">How long the phase may take, from the start of the incident, where the runbook asks for it by its severity; null when nothing is asked.</param>
public sealed record Phase(string Key, string Title, Func<Severity, FleetPolicy, TimeSpan?> Budget, ImmutableArray<Step> Steps)
{
    public Phase(string key, string title, TimeSpan budget, ImmutableArray<Step> steps) : this(key, title, (_, _) => budget, steps)
    {
    }
}

/// <summary>One item of the checklist.</summary>
/// <param name="Number">As the runbook's section 8 counts: stored in events.</param>
/// <param name="Title">As the runbook words it.</param>
/// <param name="Short">The title for narrow places.</param>
/// <param name="Why">What it is for and how it is judged, in a sentence or two.</param>
/// <param name="Section">Where it comes from, such as <c>3.1, 3.2</c>.</param>
public sealed record Step(int Number, string Key, string Title, string Short, string Why, string Section)
{
    /// <summary>The item is proven when all required ones pass. An item without checks is attested by people.</summary>
    public ImmutableArray<Check> Checks { get; init; } = [];

    public ImmutableArray<StepAction> Actions { get; init; } = [];

    /// <summary>Says why the item does not apply now, with the reading; null while it applies or cannot be told.</summary>
    public Func<StepContext, string?> DoesNotApply { get; init => field = Unless(value, nameof(DoesNotApply)); } = _ => null;

    /// <summary>Says why the item has failed by what is measured, with the reading; null while it has not or cannot be told.</summary>
    public Func<StepContext, string?> FailsBecause { get; init => field = Unless(value, nameof(FailsBecause)); } = _ => null;

    /// <summary>Says why an item that did not apply applies after all, with the reading; null when it does not or cannot be told.</summary>
    public Func<StepContext, string?> MustReopen { get; init => field = Unless(value, nameof(MustReopen)); } = _ => null;

    /// <summary>Whether its evidence lets traffic return to the failed region: the end of the failback latch.</summary>
    public bool ReleasesLatch { get; init; }

    /// <summary>What each check finds. One that throws is Unknown and says so; the others are as they are.</summary>
    public ImmutableArray<Evidence> Examine(StepContext context) => [.. Checks.SelectMany((check, at) =>
        Bug.Shield<IReadOnlyList<Evidence>>(() => [.. check(context)], $"check {at + 1} of item {Number}, incident #{context.Incident.Number}",
            bug => [new($"Check {at + 1} of {Checks.Length}", Health.Unknown, bug.Sentence, null, "console", context.Now)]))];

    /// <summary>Whether evidence proves the item.</summary>
    public static bool Proves(ImmutableArray<Evidence> evidence) =>
        evidence.Any(item => item.Required) && evidence.Where(item => item.Required).All(item => item.Verdict == Health.Pass);

    /// <summary>A rule that throws cannot be told.</summary>
    private Func<StepContext, string?> Unless(Func<StepContext, string?> rule, string name) =>
        context => Bug.Shield(() => rule(context), $"{name} of item {Number}, incident #{context.Incident.Number}", _ => null);
}

/// <summary>Looks at the context and says what it finds; several lines when it looks at several things.</summary>
public delegate IEnumerable<Evidence> Check(StepContext context);

/// <summary>Something an item lets the commander do with one click and, where it matters, a preview.</summary>
/// <param name="Key">Unique within the item; stored in plans.</param>
/// <param name="Label">The button.</param>
/// <param name="NeedsPreview">False for what is harmless: one click plans and confirms.</param>
public sealed record StepAction(string Key, Func<StepContext, string> Label, bool NeedsPreview)
{
    /// <summary>Why it cannot be done now: the reason on the disabled button, and the API's refusal.</summary>
    public Func<StepContext, Refusal?> Blocked { get; init => field = OrRefuse(value); } = _ => null;

    /// <summary>The target to read before planning; null for a procedure.</summary>
    public Func<StepContext, Target>? Target { get; init; }

    /// <summary>Draws up the change from what the target is now.</summary>
    public Func<StepContext, TargetState, PlanDraft>? Change { get; init; }

    /// <summary>The procedure to run, when it is no change; null while what it works on, such as a snapshot, is not there yet.</summary>
    public Func<StepContext, ProcedureCall?>? Procedure { get; init; }

    /// <summary>What whoever confirms a procedure must know; a change says so in its draft.</summary>
    public Func<StepContext, IEnumerable<string>> Warnings { get; init; } = _ => [];

    /// <summary>For what destroys: the name that must be typed to confirm; null when a click is enough.</summary>
    public Func<StepContext, string?> TypedName { get; init; } = _ => null;

    /// <summary>For what destroys: somebody other than who confirms must approve it, when the policy asks for that.</summary>
    public bool NeedsSecondPerson { get; init; }

    /// <summary>A way back from what another action of the item did: never the next thing to do.</summary>
    public bool TakesBack { get; init; }

    /// <summary>What will follow, in live numbers, for a decision between actions.</summary>
    public Func<StepContext, IReadOnlyList<string>> Consequences { get; init => field = OrSay(value); } = _ => [];

    public Func<StepContext, string> Label { get; init; } = context => Bug.Shield(() => Label(context), $"label of action {Key}", _ => Key);

    /// <summary>What cannot be judged is not done.</summary>
    private Func<StepContext, Refusal?> OrRefuse(Func<StepContext, Refusal?> rule) => context =>
        Bug.Shield(() => rule(context), $"action {Key}, incident #{context.Incident.Number}", bug => new($"Whether this may be done now cannot be told: {bug.Sentence}."));

    private Func<StepContext, IReadOnlyList<string>> OrSay(Func<StepContext, IReadOnlyList<string>> rule) => context =>
        Bug.Shield(() => rule(context), $"consequences of action {Key}, incident #{context.Incident.Number}", bug => [bug.Sentence]);
}

/// <summary>What an action wants done, before it becomes a plan; or why it cannot be.</summary>
public sealed record PlanDraft
{
    public TargetState? After { get; init; }
    public ImmutableArray<string> Warnings { get; init; } = [];
    public RegionId? LatchesOut { get; init; }
    public TimeSpan? TimeBox { get; init; }
    public Refusal? Refusal { get; init; }
}
