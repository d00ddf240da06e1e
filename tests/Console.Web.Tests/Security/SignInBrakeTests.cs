using System.Net;
using IncidentConsole.Web.Security;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Security;

public sealed class SignInBrakeTests : Tests.Api.ApiTests
{
    private const int Few = 5;

    [Fact]
    public async Task Guessing_at_one_account_holds_no_colleague_back_at_the_same_address()
    {
        using var stranger = Console.As(null);
        for (var guess = 0; guess < Few; guess++) using (await stranger.SignInAsync("viewer", $"guess {guess}")) { }

        using var held = await stranger.SignInAsync("viewer", TestConsole.Password);
        using var colleague = Console.As(null);
        using var welcome = await colleague.SignInAsync("commander", TestConsole.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, held.StatusCode);
        Assert.InRange(held.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.StartsWith("Too many failed sign-ins to this account.", await held.Content.ReadAsStringAsync(Ends),
            StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (welcome.StatusCode, welcome.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_browser_that_has_signed_in_before_is_not_held_back_by_guesses_from_its_own_network()
    {
        using var owner = Console.As(null);
        using (await owner.SignInAsync("viewer", TestConsole.Password)) { }
        using var stranger = Console.As(null);
        for (var guess = 0; guess < Few; guess++) using (await stranger.SignInAsync("viewer", $"guess {guess}")) { }

        using var again = await owner.SignInAsync("viewer", TestConsole.Password);

        Assert.Equal((HttpStatusCode.Redirect, "/"), (again.StatusCode, again.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task Signing_in_rightly_uses_nothing_up()
    {
        for (var time = 0; time <= Few; time++)
        {
            using var browser = Console.As(null);
            using var response = await browser.SignInAsync("viewer", TestConsole.Password);
            Assert.Equal((HttpStatusCode.Redirect, "/"), (response.StatusCode, response.Headers.Location!.OriginalString));
        }
    }

    [Fact]
    public void Guesses_from_many_networks_are_slowed_too_but_not_for_a_browser_that_is_known()
    {
        using var brake = new SignInBrake();
        for (var network = 0; network < 20; network++) brake.Failed(From($"198.51.100.{network}"));

        Assert.NotNull(brake.Wait(From("203.0.113.1")));
        Assert.Null(brake.Wait(From("203.0.113.1", browser: "browser 1 ana")));
        Assert.Null(brake.Wait(From("203.0.113.1", name: "ben")));
    }

    [Fact]
    public void All_addresses_of_one_IPv6_network_count_as_one()
    {
        using var brake = new SignInBrake();
        for (var host = 1; host <= Few; host++) brake.Failed(From($"2001:db8:1:2::{host}"));

        Assert.NotNull(brake.Wait(From("2001:db8:1:2:ffff::1")));
        Assert.Null(brake.Wait(From("2001:db8:1:3::1")));
    }

    private static SignInBrake.Attempt From(string address, string name = "ana", string? browser = null) =>
        SignInBrake.Attempt.Of(IPAddress.Parse(address), name, browser);
}
