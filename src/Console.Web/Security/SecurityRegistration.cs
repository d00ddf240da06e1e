using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentConsole.Web.Security;

internal static class SecurityRegistration
{
    private const string CookieOrToken = "CookieOrToken";

    /// <summary>Cookies for browsers, tokens for the API, three roles, and nothing without one of them.</summary>
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        var access = builder.Configuration.GetSection(AccessOptions.Section);
        builder.Services.AddChecked<AccessOptions>(AccessOptions.Section)
            .AddSingleton<Accounts>()
            .AddSingleton<IReadinessCheck, SecondPersonThere>()
            .AddHttpContextAccessor()
            .AddScoped<CircuitAddress>()
            .AddScoped<CircuitHandler>(services => services.GetRequiredService<CircuitAddress>())
            .AddScoped<CurrentUser>()
            .AddCascadingAuthenticationState()
            .AddAntiforgery(options => options.Cookie.SecurePolicy = Secure(access));

        builder.Services.AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, options => options.ForwardDefaultSelector = context =>
                TokenAuthentication.Carries(context.Request) || context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !context.Request.Cookies.ContainsKey(CookieName)
                    ? TokenAuthentication.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddCookie(options =>
            {
                options.Cookie.Name = CookieName;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = Secure(access);
                options.LoginPath = "/sign-in";
                options.AccessDeniedPath = "/sign-in";
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
                options.Events.OnRedirectToLogin = RedirectOrStatus(StatusCodes.Status401Unauthorized);
                options.Events.OnRedirectToAccessDenied = RedirectOrStatus(StatusCodes.Status403Forbidden);
            });

        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(Policies.Viewer, Policies.Responder, Policies.Commander).Build())
            .AddPolicy(Policies.Viewer, policy => policy.RequireRole(Policies.Viewer, Policies.Responder, Policies.Commander))
            .AddPolicy(Policies.Responder, policy => policy.RequireRole(Policies.Responder, Policies.Commander))
            .AddPolicy(Policies.Commander, policy => policy.RequireRole(Policies.Commander));

        var keys = builder.Services.AddDataProtection().SetApplicationName("incident-console");
        if (access[nameof(AccessOptions.KeyFolder)] is { Length: > 0 } folder) keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        return builder;
    }

    private const string CookieName = "incident-console";

    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> RedirectOrStatus(int status) => context =>
    {
        if (!MachinePaths.Contain(context.Request.Path)) context.Response.Redirect(context.RedirectUri);
        else context.Response.StatusCode = status;
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = TokenAuthentication.Challenge;
        return Task.CompletedTask;
    };

    private static CookieSecurePolicy Secure(IConfigurationSection access) =>
        bool.TryParse(access[nameof(AccessOptions.AllowPlainHttp)], out var allowed) && allowed ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}
