using IncidentConsole.Web.Api.Alerts;
using IncidentConsole.Web.Api.Board;
using IncidentConsole.Web.Api.Drills;
using IncidentConsole.Web.Api.Incidents;
using IncidentConsole.Web.Security;

namespace IncidentConsole.Web.Api;

internal static class ApiRegistration
{
    /// <summary>All that the pages do, over HTTP: JSON in and out, problems (RFC 9457) for every refusal.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions))
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .AddProblemDetails(options => options.CustomizeProblemDetails = StatusSentences.Complete)
        .AddExceptionHandler<ExceptionAnswers>()
        .AddOpenApi("v1", ApiDocument.Configure);

    /// <summary>Exceptions everywhere, and bare status codes of what machines call, become problems.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app
        .UseExceptionHandler()
        .UseWhen(context => MachinePaths.Contain(context.Request.Path), machines => machines.UseStatusCodePages());

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().AllowAnonymous();
        // Each part of it says who may: people by their role, or a machine by what it is for.
        var root = app.MapGroup("/api/v1")
            .AddEndpointFilter<CookieCallsNeedAntiforgery>()
            .WithMetadata(BodyLimit.Ordinary)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        root.MapAlertIntake();
        var api = root.MapGroup("").RequireAuthorization(Policies.Viewer);
        api.MapBoard();
        api.MapAlerts();
        api.MapStop();
        api.MapReadiness();
        api.MapDrills();
        api.MapLessonsLearned();

        var incidents = api.MapGroup("/incidents").WithTags("Incidents");
        incidents.MapIncidents();
        incidents.MapTimeline();
        incidents.MapIntegrity();
        incidents.MapNotes();
        incidents.MapAttachments();
        incidents.MapItems();
        incidents.MapPlans();
        incidents.MapPlanControl();
        incidents.MapMessages();
        incidents.MapOutbox();
        incidents.MapStatements();
        incidents.MapPostMortem();
        incidents.MapReconciliation();
        incidents.MapExport();
        incidents.MapLessons();
        incidents.MapCommand();
    }
}
