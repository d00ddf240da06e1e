using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IncidentConsole.Infra.Loops;

public static class LoopRegistration
{
    /// <summary>Runs a loop for as long as the process lives, in the one net there is. Needs <see cref="TimeProvider"/> and logging.</summary>
    public static IServiceCollection AddLoop<T>(this IServiceCollection services) where T : class, IBackgroundLoop
    {
        services.TryAddSingleton<BugLog>();
        services.TryAddSingleton<Supervisor>();
        services.TryAddSingleton<Live<LoopHealth>>(provider => provider.GetRequiredService<Supervisor>().Health);
        services.TryAddSingleton<T>();
        return services
            .AddHostedService<LoopHost<T>>()
            // No exception of anything hosted decides over the process.
            .Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
    }
}
