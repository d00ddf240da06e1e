using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Tests.Api.Support;

/// <summary>Signs in as a browser does: form, anti-forgery token, cookies.</summary>
internal static partial class SignIn
{
    public static async Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string name, string password, string returnUrl = "/") =>
        await browser.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = await browser.AntiforgeryTokenAsync(),
            ["name"] = name,
            ["password"] = password,
            ["returnUrl"] = returnUrl,
        }));

    public static async Task<string> AntiforgeryTokenAsync(this HttpClient browser) =>
        Token().Match(await browser.GetStringAsync("/sign-in")) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException("The sign-in page has no anti-forgery token.");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
