using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Web.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Features.Comms;

public partial class MessagePanel
{
    private MessageDraft draft = null!;
    private DateTimeOffset? frozenAt;
    private DateTimeOffset? postedAt;
    private bool isEditing;
    private string? suggested;
    private string? edited;
    private string? channel;
    private Refusal? refusal;
    private IReadOnlyList<(Guid, OutboxStatus)> refusedWith = [];

    [Inject] private Live<FleetSnapshot> Fleet { get; set; } = null!;

    [Inject] private ActionDesk Actions { get; set; } = null!;

    [Inject] private Messages Messages { get; set; } = null!;

    [Inject] private IncidentDesk Desk { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private IEnumerable<IMessageChannel> Channels { get; set; } = [];

    [Inject] private KeptEdits Edits { get; set; } = null!;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public Incident Incident { get; set; } = null!;

    [Parameter, EditorRequired] public MessageKind Kind { get; set; }

    [Parameter, EditorRequired] public MessageFormat Format { get; set; }

    /// <summary>Where a message in a format is shown.</summary>
    [Parameter, EditorRequired] public Func<MessageKind, MessageFormat, string> Address { get; set; } = null!;

    protected override Live<FleetSnapshot> Source => Fleet;

    // Read by people, so a second is live enough.
    protected override TimeSpan Pause => TimeSpan.FromSeconds(1);

    private MessageText Message => new(draft, Format, edited);

    /// <summary>Where the console would post it itself; null when nothing is configured for it.</summary>
    private string? Destination => Channels.FirstOrDefault(channel => channel.Format == Format)?.Destination(Incident.Kind);

    private string EditId => $"message-{Incident.Number}-{Kind}-{Format}".ToLowerInvariant();

    private EditKey Key => new(Actor.Name, Incident.Number, Kind, Format);

    private IEnumerable<MessageFormat> EditedElsewhere => Enum.GetValues<MessageFormat>().Where(other => other != Format && Edits.Find(Key with { Format = other }) is not null);

    private string? WhyNot => Rights.Missing(Actor, Role.Responder);

    /// <summary>The message that this one would repeat: there is one start and one end, and an update says something new.</summary>
    private PostedMessage? Before => Incident.Messages.FindLast(posted =>
        string.Equals(posted.Message.Message, $"{Kind}", StringComparison.OrdinalIgnoreCase) && (Kind != MessageKind.Update || posted.Message.Body == Message.Body));

    /// <summary>Known before anybody tries, as on every button.</summary>
    private string? WhyNotPost => WhyNot ?? TooEarly;

    /// <summary>What cannot be true yet is not copied either: from there it goes out.</summary>
    private string? TooEarly => PostMessage.TooEarly(Incident, Kind)?.Sentence;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (Edits.Find(Key) is not { } kept) return;
        (draft, frozenAt, edited, suggested, isEditing) = (kept.Draft, kept.At, kept.Text, kept.Text, true);
    }

    protected override void OnParametersSet()
    {
        Draw();
        channel ??= draft.To;
        // "Still on its way" must not stand above "delivered".
        if (refusal is not null && !refusedWith.SequenceEqual(Standing(Incident))) refusal = null;
    }

    protected override bool ShouldRender()
    {
        Draw();
        return true;
    }

    private void Draw()
    {
        if (frozenAt is not null) return;
        draft = Messages.Draft(Kind, Actions.ContextOf(Incident));
        // An e-mail goes to an address, not to a channel.
        if (Format == MessageFormat.Email && Destination is { } to) draft = draft with { To = to };
    }

    /// <summary>Kept first, drawn, and only then copied: the browser copies what it shows, and that is what is stored.</summary>
    private async Task CopyAsync()
    {
        frozenAt ??= Time.GetUtcNow();
        StateHasChanged();
        await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/copy.js");
        await module.InvokeVoidAsync("copy", "#message");
    }

    /// <summary>Values that went on changing underneath would make a diff of what nobody changed.</summary>
    private void Edit()
    {
        frozenAt ??= Time.GetUtcNow();
        (suggested, isEditing, postedAt) = (Message.Body, true, null);
    }

    private void Keep(string text)
    {
        edited = text;
        Edits.Keep(Key, new(draft, frozenAt!.Value, text));
    }

    private Task ThawAsync()
    {
        (frozenAt, postedAt, edited) = (null, null, null);
        return LetGoAsync();
    }

    /// <summary>The box goes first: while it stands, the browser keeps its text.</summary>
    private async Task LetGoAsync()
    {
        Edits.Drop(Key);
        isEditing = false;
        StateHasChanged();
        await Script.InvokeVoidAsync("drafts.forget", EditId);
    }

    private async Task PostAsync()
    {
        frozenAt ??= Time.GetUtcNow();
        var (sent, to) = (Message, channel);
        await DecideAsync(incident => PostMessage.Decide(incident, sent, to, Actor.Name));
        postedAt = refusal is null ? Time.GetUtcNow() : null;
    }

    private Task QueueAsync(string destination)
    {
        frozenAt ??= Time.GetUtcNow();
        var (sent, id) = (Message, Guid.NewGuid());
        return DecideAsync(incident => QueueMessage.Decide(incident, sent, destination, id));
    }

    private async Task DecideAsync(Func<Incident, Decision> decide)
    {
        refusedWith = Standing(Incident);
        refusal = (await Desk.HandleAsync(Incident.Number, Actor, incident =>
        {
            refusedWith = Standing(incident);
            return decide(incident);
        }, CancellationToken.None)).Refusal;
        if (refusal is null && edited is not null) await LetGoAsync();
    }

    /// <summary>How far what the console posts itself is.</summary>
    private static IReadOnlyList<(Guid, OutboxStatus)> Standing(Incident incident) => [.. incident.Outbox.Select(post => (post.Id, post.Status))];
}
