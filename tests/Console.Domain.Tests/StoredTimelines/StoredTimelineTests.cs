using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Exports;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;

namespace IncidentConsole.Domain.Tests.StoredTimelines;

/// <summary>
/// Timelines as an earlier version stored them (<c>Data</c>, in the console's own export format) still read the same: the review, every message, and what
/// the items say. Their approved texts were written by the version that stored them. Neither is ever written anew.
/// </summary>
public class StoredTimelineTests
{
    public static TheoryData<string> Stored() => [.. Directory.GetFiles(Data(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_timeline_stored_by_an_earlier_version_reads_as_it_did(string name)
    {
        var view = Read(name);
        var at = view.Entries[^1].RecordedAt;
        var policy = new World().Policy;
        var context = new StepContext(view.Incident, FleetSnapshot.Of(policy.RegionIds), policy, at);
        var review = IncidentReview.Of(view, at, policy);

        var text = new StringBuilder();
        text.AppendLine(PostMortemDraft.Of(view, review, null)).AppendLine("== figures").AppendLine(Figures(review));
        if (CauseSuggestion.Of(view.Incident) is { } cause) text.Append("== suggested cause: ").AppendLine(cause);
        foreach (var kind in Enum.GetValues<MessageKind>()) Message(text, kind, context);
        // The resolution is written while the incident is open.
        Message(text, MessageKind.Resolved, context with { Incident = view.Incident with { ResolvedAt = null } });
        Items(text, context);
        foreach (var plan in view.Incident.Plans) text.Append($"== plan {plan.Plan.Step} {plan.Status}: {ResultOf(plan)}\n");
        Approval.Of(Regex.Replace(text.ToString(), "[0-9a-f]{64}", "····").ReplaceLineEndings("\n").TrimEnd('\n'), $"{name}.txt");
    }

    private static string? ResultOf(PlanState plan) => plan.ResultText;

    private static void Message(StringBuilder text, MessageKind kind, StepContext context)
    {
        var draft = Messages.Shipped.Draft(kind, context);
        text.AppendLine($"== message {kind}{(context.Incident.IsOpen ? ", still open" : "")}").AppendLine(draft.Render(MessageFormat.Email));
        foreach (var claim in draft.Claims) text.AppendLine($"   [{claim.Proof}] {claim.Text} | {claim.Evidence}");
    }

    private static void Items(StringBuilder text, StepContext context)
    {
        foreach (var step in RunbookCatalog.Find(context.Incident.Runbook).Steps)
        {
            text.AppendLine($"== item {step.Number} {context.Incident.Step(step.Number).Status}");
            foreach (var evidence in step.Examine(context)) text.AppendLine($"   {evidence.Verdict} {evidence.Title}: {evidence.Finding} ({evidence.Threshold}) {evidence.Source}{(evidence.Required ? "" : ", advice")}");
        }
    }

    private static string Figures(IncidentReview review)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            ReviewJson.Write(json, review);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static IncidentView Read(string name)
    {
        var (entries, _) = ChainExport.Read(File.ReadAllBytes(Path.Combine(Data(), $"{name}.json")));
        return IncidentView.Of(entries.Select(entry => new TimelineEntry(entry.Incident, entry.Sequence, entry.HappenedAt, entry.RecordedAt, entry.Actor, EventJson.Read(entry.EventJson), entry.Hash)))!;
    }

    private static string Data([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Data");
}
