using System.Text.Json;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Alerts;

/// <summary>Where Alertmanager tells of alerts.</summary>
internal static class AlertEndpoints
{
    /// <summary>5,000 alerts with long labels are about 6 MB.</summary>
    private static readonly BodyLimit Most = new(16 * 1024 * 1024, "The body is too large: at most 16 MB are taken. Nothing was taken in.");
    private const int AgainSeconds = 5;
    private const string Tag = "Alerts";

    public static void MapAlerts(this IEndpointRouteBuilder api) =>
        api.MapGet("/alerts", Read).WithTags(Tag).WithSummary("What Alertmanager told, by name and region");

    public static void MapAlertIntake(this IEndpointRouteBuilder root) =>
        root.MapPost("/alerts", TakeAsync).WithTags(Tag).RequireAuthorization(Policies.SendAlerts).WithMetadata(Most)
            .Accepts<AlertmanagerMessage>("application/json")
            .WithSummary("Alertmanager's webhook")
            .WithDescription("As Alertmanager (version 4) or Grafana sends it. Alerts about a region join its open incident, grouped; without one they are a suggestion on the board. 503: too many wait, send again.");

    private static Ok<IReadOnlyList<ReceivedAnswer>> Read(Live<ReceivedAlerts> received) =>
        TypedResults.Ok<IReadOnlyList<ReceivedAnswer>>([.. received.Current.Groups.Select(group => new ReceivedAnswer(group.Name, group.Region?.Value, group.Firing, group.Severity, group.ActiveSince, group.Summary))]);

    private static async Task<Results<Accepted<TakenAnswer>,
        ProblemHttpResult>> TakeAsync(HttpContext context, AlertIntake intake, Live<ReceivedAlerts> received, FleetPolicy policy,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var sender = $"{context.User.Identity?.Name} at {context.Connection.RemoteIpAddress}";
        if (!context.Request.HasJsonContentType()) return Refuse("Send the body as application/json.");
        AlertmanagerMessage? message;
        try
        {
            message = await JsonSerializer.DeserializeAsync<AlertmanagerMessage>(context.Request.Body, AlertmanagerMessage.Options, cancellationToken);
        }
        catch (JsonException)
        {
            return Refuse("Not an Alertmanager webhook payload.");
        }
        // Grafana says version 1, and whatever sends alerts must not lose them to a number: what counts is that there are alerts.
        if (message?.Alerts is not { } alerts) return Refuse("Not an Alertmanager webhook payload: it has no list named alerts.");

        var regions = policy.RegionIds.Select(region => region.Value).ToHashSet();
        var read = alerts.Select(alert => AlertmanagerAlert.Read(alert, regions, time.GetUtcNow())).OfType<ReceivedAlert>().ToList();
        if (read.Count < alerts.Count) Say($"{alerts.Count - read.Count} of {alerts.Count} alerts are no alerts, and were left out");
        else received.Update(list => list.Taking(sender));
        if (intake.TryTake(read)) return TypedResults.Accepted((string?)null, new TakenAnswer(read.Count, alerts.Count - read.Count));
        context.Response.Headers.RetryAfter = $"{AgainSeconds}";
        return Problems.Of(new("Too many alerts wait to be taken in. Send them again.", RefusalReason.Unavailable));

        // What is refused is dropped by its sender, who reads no answers: the board says it.
        ProblemHttpResult Refuse(string why)
        {
            Say(why);
            return Problems.Of(new(why, RefusalReason.Invalid));
        }

        void Say(string why) => received.Update(list => list.Refusing(sender, why, time.GetUtcNow()));
    }
}

/// <param name="Taken">How many alerts will be taken in.</param>
/// <param name="LeftOut">How many of the list are no alerts.</param>
internal sealed record TakenAnswer(int Taken, int LeftOut);

/// <summary>All alerts of one name and region that Alertmanager told of.</summary>
/// <param name="Region">Null when the alert speaks of none of the fleet's regions.</param>
/// <param name="Firing">Zero for one that went quiet.</param>
internal sealed record ReceivedAnswer(string Name, string? Region, int Firing, string? Severity, DateTimeOffset ActiveSince, string Summary);
