using System.Security.Claims;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Security;
using IncidentConsole.Web.Tests.Api.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Web.Tests.Security;

public sealed class CircuitSessionTests
{
    private readonly FakeTimeProvider time = new();
    private readonly AccessOptions access = new() { Accounts = [new() { Name = "ana", Role = Role.Commander, PasswordHash = "hash" }],
        SessionLength = TimeSpan.FromHours(8) };
    private readonly SecurityLog log = new(NullLoggerFactory.Instance);
    private readonly EndedSessions ended;
    private readonly Sessions sessions;
    private readonly OpenSessions open;
    private int handled;
    private int left;

    public CircuitSessionTests()
    {
        ended = new EndedSessions(new MemoryEndedSessions(), log, time);
        sessions = new Sessions(TestAccounts.Of(access), ended, time);
        open = new OpenSessions(sessions, ended);
    }

    [Fact]
    public async Task A_click_is_handled_while_the_session_holds_and_never_after_its_time_whatever_was_clicked_meanwhile()
    {
        var click = await OpenAsync(Session());

        time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        await click(null!);
        time.Advance(TimeSpan.FromSeconds(1));
        await click(null!);
        await click(null!);

        Assert.Equal((1, 1), (handled, left));
    }

    [Fact]
    public async Task A_click_after_the_account_went_is_not_handled()
    {
        var click = await OpenAsync(Session());
        access.Accounts.Clear();

        await click(null!);

        Assert.Equal((0, 1), (handled, left));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Responder)]
    public async Task A_click_with_the_role_of_before_is_not_handled_and_the_page_is_drawn_anew(Role now)
    {
        var click = await OpenAsync(Session());
        access.Accounts[0] = new Account { Name = "ana", Role = now, PasswordHash = "hash" };

        await click(null!);

        Assert.Equal((0, 1), (handled, left));
    }

    [Fact]
    public async Task Signing_out_ends_every_page_of_the_session_at_once_and_no_other()
    {
        var (session, another) = (Session(), Session());
        var pages = new[] { await OpenAsync(session), await OpenAsync(session), await OpenAsync(another) };

        await sessions.EndAsync(session, TestContext.Current.CancellationToken);
        Assert.Equal(2, left);
        foreach (var click in pages) await click(null!);

        Assert.Equal((1, 2), (handled, left));
    }

    [Fact]
    public async Task A_page_nobody_touches_ends_with_its_time_too()
    {
        await OpenAsync(Session());
        time.Advance(TimeSpan.FromHours(8));

        open.Review();

        Assert.Equal(1, left);
    }

    private ClaimsPrincipal Session() => Principals.Session(access.Accounts[0], time.GetUtcNow());

    private async Task<Func<CircuitInboundActivityContext, Task>> OpenAsync(ClaimsPrincipal user)
    {
        var circuit = new CircuitSession(new Signed(user), sessions, open, log, new CircuitAddress(new HttpContextAccessor()));
        circuit.Ended += () => left++;
        await circuit.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        return circuit.CreateInboundActivityHandler(_ =>
        {
            handled++;
            return Task.CompletedTask;
        });
    }

    private sealed class Signed(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}
