using System.Threading.RateLimiting;

namespace IncidentConsole.Web.Security;

internal static class RateLimits
{
    private const int SignInsAMinute = 20;

    /// <summary>Slows guessing of passwords, by address. Generous: somebody mistypes at 03:00.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (rejected, cancellationToken) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            await rejected.HttpContext.Response.WriteAsync("Too many sign-ins from this address. Wait a minute, then try again.", cancellationToken);
        };
        options.AddPolicy(SignInEndpoints.RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            CircuitAddress.Of(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsAMinute, Window = TimeSpan.FromMinutes(1) }));
    });
}
