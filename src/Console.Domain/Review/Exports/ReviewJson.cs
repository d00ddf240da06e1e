using System.Text.Json;

namespace IncidentConsole.Domain.Review.Exports;

/// <summary>The measured figures as properties of the JSON export. They are not covered by the chain: <see cref="FigureCheck"/> measures them anew from its entries.</summary>
public static class ReviewJson
{
    /// <summary>Files from before it was written have it not.</summary>
    internal const string Actions = "actions";

    /// <summary>Times in seconds; null is what was not measured.</summary>
    public static void Write(Utf8JsonWriter json, IncidentReview review)
    {
        json.WriteStartObject("review");
        json.WriteString("title", review.Incident.Title);
        json.WriteString("kind", review.Incident.Kind.ToString().ToLowerInvariant());
        json.WriteString("startedAt", review.Incident.StartedAt);
        json.WriteString("asOf", review.At);
        json.WriteNumber("upTo", review.Incident.Sequence);
        Seconds(json, "rto", review.MeasuredRto);
        Seconds(json, "rtoTarget", review.RtoTarget);
        json.WriteStartObject("rtoSplit");
        foreach (var part in review.Rto.Parts) Seconds(json, part.Name, part.Took);
        json.WriteEndObject();
        Seconds(json, "rpo", review.Rpo.Value);
        json.WriteBoolean("rpoIsMeasured", review.Rpo.IsMeasured);
        Seconds(json, "rpoTarget", review.RpoTarget);
        Loss(json, review);
        Seconds(json, "timeToDetect", review.Times.Detect);
        Seconds(json, "timeToDeclare", review.Times.Declare);
        Seconds(json, "timeToMitigate", review.Times.Mitigate);
        Seconds(json, "timeToRecover", review.Times.Recover);
        Items(json, review.Items);
        json.WriteStartArray("notVerified");
        foreach (var gap in review.NotVerified) json.WriteStringValue(gap);
        json.WriteEndArray();
        SignOffs(json, review);
        json.WriteEndObject();
    }

    private static void SignOffs(Utf8JsonWriter json, IncidentReview review)
    {
        json.WriteStartArray(Actions);
        foreach (var action in review.SignOffs)
        {
            json.WriteStartObject();
            json.WriteNumber("item", action.Item);
            json.WriteString("title", action.Title);
            json.WriteString("requestedBy", action.RequestedBy);
            json.WriteString("approvedBy", action.ApprovedBy);
            json.WriteString("confirmedBy", action.ConfirmedBy);
            json.WriteString("confirmedAt", action.ConfirmedAt);
            json.WriteBoolean("needsSecondPerson", action.NeedsSecondPerson);
            json.WriteString("alone", action.Alone);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Loss(Utf8JsonWriter json, IncidentReview review)
    {
        if (review.Rpo.Loss is not { } loss) return;
        json.WriteNumber("notReplicated", loss.NotReplicated);
        json.WriteNumber("recovered", loss.Recovered);
        json.WriteNumber("lost", loss.Lost);
    }

    private static void Items(Utf8JsonWriter json, ItemCounts items)
    {
        json.WriteStartObject("items");
        json.WriteNumber("proven", items.Proven);
        json.WriteNumber("attested", items.Attested);
        json.WriteNumber("notApplicable", items.NotApplicable);
        json.WriteNumber("skipped", items.Skipped);
        json.WriteNumber("failed", items.Failed);
        json.WriteNumber("open", items.Open);
        json.WriteEndObject();
    }

    private static void Seconds(Utf8JsonWriter json, string name, TimeSpan? span)
    {
        if (span is { } known) json.WriteNumber(name, Math.Round(known.TotalSeconds, 3));
        else json.WriteNull(name);
    }
}
