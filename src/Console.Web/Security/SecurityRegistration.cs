using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Loops;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentConsole.Web.Security;

internal static class SecurityRegistration
{
    private const string CookieOrToken = "CookieOrToken";

    /// <summary>Cookies for browsers, tokens for the API, three roles, and nothing without one of them.</summary>
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder, SettingsFile file)
    {
        var access = builder.Configuration.GetSection(AccessOptions.Section);
        builder.Services.AddChecked<AccessOptions>(AccessOptions.Section)
            .AddSingleton(file)
            .AddSingleton<AccountList>()
            .AddSingleton<Accounts>()
            .AddSingleton<SecurityLog>()
            .AddSingleton<SignInBrake>()
            .AddSingleton<KnownBrowser>()
            .AddSingleton<IReadinessCheck, SecondPersonThere>()
            .AddHttpContextAccessor()
            .AddSessions()
            .AddPolicies()
            .AddAntiforgery(options => options.Cookie.SecurePolicy = Secure(access));

        builder.Services.AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, options => options.ForwardDefaultSelector = context =>
                TokenAuthentication.Carries(context.Request) || context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
                    && !context.Request.Cookies.ContainsKey(SessionCookie.Name)
                    ? TokenAuthentication.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddCookie(options => SessionCookie.Configure(options, Secure(access)));

        var keys = builder.Services.AddDataProtection().SetApplicationName("incident-console");
        if (access[nameof(AccessOptions.KeyFolder)] is { Length: > 0 } folder) keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        return builder;
    }

    private static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<EndedSessions>()
        .AddSingleton<Sessions>()
        .AddSingleton<OpenSessions>()
        .AddLoop<SessionSync>()
        .AddHostedService(provider => provider.GetRequiredService<SessionSync>())
        .AddScoped<CircuitAddress>()
        .AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitAddress>())
        .AddScoped<CircuitSession>()
        .AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitSession>())
        .AddScoped<CurrentUser>()
        .AddCascadingAuthenticationState();

    private static CookieSecurePolicy Secure(IConfigurationSection access) =>
        access.AllowsPlainHttp() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

    /// <summary>Read by hand: a value that does not convert is for the configuration check to tell, with all the others.</summary>
    public static bool AllowsPlainHttp(this IConfigurationSection access) =>
        bool.TryParse(access[nameof(AccessOptions.AllowPlainHttp)], out var allowed) && allowed;
}
