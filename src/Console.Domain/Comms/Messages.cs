using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Comms;

/// <summary>Writes the messages of the incident's runbook from what is measured.</summary>
public sealed class Messages(MessageTemplates templates)
{
    /// <summary>By the templates shipped with the runbooks.</summary>
    public static Messages Shipped { get; } = new(MessageTemplates.Shipped);

    public MessageDraft Draft(MessageKind kind, StepContext context)
    {
        var template = templates.Of(context.Incident.Runbook, kind);
        var drill = context.Incident.Kind == IncidentKind.Drill;
        var claims = new List<Claim>();
        var subject = string.Concat(Fill(template.Subject, context, claims: null).Select(span => span.Text));
        ImmutableArray<ImmutableArray<MessageSpan>> lines = [.. template.Lines.Select(line => Fill(line, context, claims))];
        if (drill) lines = lines.SetItem(0, [new MessageSpan("[DRILL] ", true, null), .. lines[0]]);
        return new(kind, drill ? $"[DRILL] {subject}" : subject, drill ? context.Policy.DrillMessageTo : context.Policy.MessageTo, lines, [.. claims]);
    }

    private static ImmutableArray<MessageSpan> Fill(ImmutableArray<MessagePart> parts, StepContext context, List<Claim>? claims) =>
    [
        .. parts.Select(part =>
        {
            if (part.Field is null) return new MessageSpan(part.Text, part.Bold, null);
            var claim = MessageFields.All[part.Field](context);
            if (claim.Proof == Proof.Fact) return new MessageSpan(claim.Text, part.Bold, null);
            claims?.Add(claim);
            return new MessageSpan(claim.Text, part.Bold, claim);
        }),
    ];
}
