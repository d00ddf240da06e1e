using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Recordings;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Features.Review;

public partial class ReviewPage
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private IReadOnlyList<RecordedSample>? read;
    private string? unreadable;

    [Inject] private IRecordings Recordings { get; set; } = null!;
    [Inject] private FleetPolicy Policy { get; set; } = null!;

    [Parameter] public int Number { get; set; }

    /// <summary>The moment at which the board is shown: the address is the state.</summary>
    [SupplyParameterFromQuery(Name = "at")] public string? At { get; set; }

    protected override Live<IncidentBook> Source => Desk.Book;

    private IncidentView? View => Value.Find(Number);

    private IncidentReview? Review => View is { } view ? IncidentReview.Of(view, view.Incident.ResolvedAt ?? Now, Policy) : null;

    private RecordedSpan? Span => View is { } view && read is not null ? new(view.Incident, read) : null;

    /// <summary>What was not read was not looked for: only a recording that was read can be said to hold nothing.</summary>
    private string? NotMet => read is not null ? null : unreadable is null ? "being read…" : "the recordings cannot be read now";

    private DateTimeOffset? Moment => DateTimeOffset.TryParse(At, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    protected override Task OnInitializedAsync() => ReadAsync(CancellationToken.None);

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender) _ = GuardedAsync(FollowRecordingAsync);
    }

    private async Task FollowRecordingAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Again, Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            // What is over is not recorded any more; what could not be read is tried again.
            if (View is { Incident.IsOpen: false } && unreadable is null) continue;
            await ReadAsync(cancellationToken);
            await InvokeAsync(StateHasChanged);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            read = await Recordings.ReadAsync(Number, cancellationToken);
            unreadable = null;
        }
        catch (LogUnavailableException away)
        {
            unreadable = away.Message;
        }
    }
}
