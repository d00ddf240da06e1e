using System.Globalization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Features.Board;

public partial class LagView
{
    private (WalLag?, TimeSpan?, Verdict) drawn;

    [Inject] private FleetPolicy Policy { get; set; } = null!;

    [Inject] private IncidentDesk Desk { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired] public Link Link { get; set; }

    [Parameter, EditorRequired] public FleetSnapshot Snapshot { get; set; } = null!;

    /// <summary>As the room of its incident has it, where one is open: one number for both.</summary>
    private WalExposure Exposure => WalExposure.Of(Link, Snapshot, Desk.Book.Current, Policy, Time.GetUtcNow());

    private Health Judged => Exposure.Judge(Policy.Rpo);

    private Trace Trace => Snapshot.WalLagTraces.GetValueOrDefault(Link, Trace.Empty);

    /// <summary>The destination itself cannot be asked: what has arrived since is not known.</summary>
    private bool IsBlind => Exposure.Lag is { } lag && (lag.Health == Health.Unknown && !lag.SourceDark || lag.IsStale(Time.GetUtcNow()));

    /// <summary>The region is down and its bound stands still, while the time since its heartbeat goes on.</summary>
    private bool OutgrowsBound => Exposure is { IsBound: true, Lag.SourceDark: true } && !IsBlind && Snapshot.Region(Link.From).Verdict.Value == Verdict.Down;

    /// <summary>The region is not dark, its bucket is.</summary>
    private bool IsServing => Snapshot.Region(Link.From).Verdict.Value is Verdict.Healthy or Verdict.Degraded;

    /// <summary>S3 never tries a FAILED object again: no lag tells of it.</summary>
    private bool HasFailed => Exposure.Lag is { Failed: > 0 };

    private string Css => IsBlind ? "muted" : HasFailed || Judged == Health.Fail ? "bad" : Exposure.IsBound ? "warn" : "ok";

    private string Width => Math.Clamp(Exposure.Bound!.Value / Policy.Rpo * 100, 0, 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private string Words => Exposure switch
    {
        { ShipsNothing: true, NewestArrived: { } shipped } => $"{Link.From} has shipped no WAL since {Text.Time(shipped)}{(Judged == Health.Fail ? " · beyond budget" : "")}",
        { Lag: { } lag } when IsBlind => lag.IsStale(Time.GetUtcNow()) ? $"last looked at {Text.Time(lag.ObservedAt)}" : lag.Detail,
        { IsBound: true, Lag.SourceDark: false, NewestArrived: { } newest } => $"as it went dark: nothing newer than {Text.Time(newest)} had arrived",
        { IsBound: true, Lag.LastWritten: { } written } when IsServing => $"its bucket cannot be written to since {Text.Time(written)}{(Judged == Health.Fail ? " · beyond budget" : "")}",
        { IsBound: true, Lag.LastWritten: { } dark } when Judged == Health.Fail => $"source dark since {Text.Time(dark)} · beyond budget",
        { IsBound: true, Lag.LastWritten: { } dark } => $"source dark since {Text.Time(dark)}",
        { Lag: { Failed: > 0, Asked: var asked } lag } => $"of the newest {asked} segments {lag.Failed} FAILED for good, {lag.Pending} pending",
        { Lag: { Pending: { } pending, Asked: var asked } } => $"{pending} of the newest {asked} segments pending",
        _ => "",
    };

    protected override bool ShouldRender()
    {
        var now = (Exposure.Lag, Exposure.Bound is { } bound ? TimeSpan.FromSeconds(Math.Floor(bound.TotalSeconds)) : (TimeSpan?)null, Snapshot.Region(Link.From).Verdict.Value);
        if (ReferenceEquals(drawn.Item1, now.Lag) && drawn == now) return false;
        drawn = now;
        return true;
    }
}
