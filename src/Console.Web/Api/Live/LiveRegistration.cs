using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Loops;
using StackExchange.Redis;

namespace IncidentConsole.Web.Api.Live;

internal static class LiveRegistration
{
    private const string HubPath = "/hubs/incidents";

    /// <summary>The hub for external screens; several replicas share theirs over a Redis when <c>SignalR:Redis</c> names one.</summary>
    public static WebApplicationBuilder AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<LiveOptions>(LiveOptions.Section)
            .AddSingleton<Screens>()
            .AddSingleton<Boards>()
            .AddLoop<Broadcast>();
        var signalR = builder.Services.AddSignalR().AddJsonProtocol(options => ApiJson.Configure(options.PayloadSerializerOptions));
        if (builder.Configuration[$"{LiveOptions.Section}:{nameof(LiveOptions.Redis)}"] is { Length: > 0 } redis)
            signalR.AddStackExchangeRedis(redis, options =>
            {
                options.Configuration.ChannelPrefix = RedisChannel.Literal("incident-console");
                // Away at start is no reason not to start: it connects when it can.
                options.Configuration.AbortOnConnectFail = false;
            });
        return builder;
    }

    public static void MapLive(this IEndpointRouteBuilder app) => app.MapHub<IncidentsHub>(HubPath);
}
