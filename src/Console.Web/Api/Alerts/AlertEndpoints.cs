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
            .WithDescription("Version 4. Alerts about a region join its open incident, grouped; without one they are a suggestion on the board. 503: too many wait, send again.");

    private static Ok<IReadOnlyList<ReceivedAnswer>> Read(Live<ReceivedAlerts> received) =>
        TypedResults.Ok<IReadOnlyList<ReceivedAnswer>>([.. received.Current.Groups.Select(group => new ReceivedAnswer(group.Name, group.Region?.Value, group.Firing, group.Severity, group.ActiveSince, group.Summary))]);

    private static async Task<Results<Accepted<TakenAnswer>, ProblemHttpResult>> TakeAsync(HttpContext context, AlertIntake intake, FleetPolicy policy, CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType()) return Problems.Of(new("Send the body as application/json.", RefusalReason.Invalid));
        AlertmanagerMessage? message;
        try
        {
            message = await JsonSerializer.DeserializeAsync<AlertmanagerMessage>(context.Request.Body, AlertmanagerMessage.Options, cancellationToken);
        }
        catch (JsonException)
        {
            return Problems.Of(new("The body is no message of Alertmanager.", RefusalReason.Invalid));
        }
        if (message is not { Version: "4", Alerts: { } alerts } || alerts.Any(alert => alert is null)) return Problems.Of(new("The body is no message of Alertmanager, version 4.", RefusalReason.Invalid));

        var regions = policy.RegionIds.Select(region => region.Value).ToHashSet();
        if (intake.TryTake([.. alerts.Select(alert => alert.Read(regions))])) return TypedResults.Accepted((string?)null, new TakenAnswer(alerts.Count));
        context.Response.Headers.RetryAfter = $"{AgainSeconds}";
        return Problems.Of(new("Too many alerts wait to be taken in. Send them again.", RefusalReason.Unavailable));
    }
}

/// <param name="Taken">How many alerts will be taken in.</param>
internal sealed record TakenAnswer(int Taken);

/// <summary>All alerts of one name and region that Alertmanager told of.</summary>
/// <param name="Region">Null when the alert speaks of none of the fleet's regions.</param>
/// <param name="Firing">Zero for one that went quiet.</param>
internal sealed record ReceivedAnswer(string Name, string? Region, int Firing, string? Severity, DateTimeOffset ActiveSince, string Summary);
