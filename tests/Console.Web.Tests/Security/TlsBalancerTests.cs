using System.Net;
using System.Net.Sockets;
using IncidentConsole.Lab.Balancer;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Security;

/// <summary>Through a real balancer that ends TLS, from an address that is not the balancer's.</summary>
public sealed class TlsBalancerTests : IAsyncLifetime
{
    private const string ClientAddress = "127.0.0.9";
    private TestConsole console = null!;
    private TlsBalancer balancer = null!;

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        console = await TestConsole.StartAsync([.. TlsBalancer.Settings.SelectMany(setting =>
            new[] { $"--{setting.Key}", setting.Value })]);
        balancer = await TlsBalancer.StartAsync(0, console.Address, TimeProvider.System, Ends);
    }

    public async ValueTask DisposeAsync()
    {
        await balancer.DisposeAsync();
        await console.DisposeAsync();
    }

    [Fact]
    public async Task Signing_in_gives_secure_cookies_and_what_is_done_has_the_clients_address()
    {
        using var browser = Client();

        using var signedIn = await browser.SignInAsync("commander", TestConsole.Password);
        await browser.GetAsync("/api/v1/board", HttpStatusCode.OK);
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", await browser.AntiforgeryTokenAsync());
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "6.6.6.6");
        var number = await browser.DeclareAsync();

        Assert.Equal((HttpStatusCode.Redirect, "/"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        Assert.All(signedIn.Headers.GetValues("Set-Cookie"), cookie =>
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(console.Security.All, line => line.StartsWith($"Signed in: commander from {ClientAddress}, session ",
            StringComparison.Ordinal));
        var timeline = (await browser.GetAsync($"/api/v1/incidents/{number}/timeline", HttpStatusCode.OK)).GetRawText();
        Assert.Contains($"{ClientAddress} session ", timeline, StringComparison.Ordinal);
        Assert.DoesNotContain("6.6.6.6", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_the_balancer_there_is_no_way_to_sign_in()
    {
        using var direct = console.As(null);

        using var page = await direct.GetAsync("/sign-in", Ends);

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=rehearsal-range" },
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(ClientAddress), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = balancer.Address };
}
