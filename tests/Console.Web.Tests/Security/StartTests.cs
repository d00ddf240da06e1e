using IncidentConsole.Web.Security;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Security;

public sealed class StartTests
{
    [Fact]
    public async Task Without_any_identity_it_does_not_start_and_names_the_key() =>
        Assert.Contains("Access:Accounts: Name at least one account", await RefusedAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Accounts_that_would_let_the_wrong_one_in_stop_the_start_all_at_once_each_by_its_key()
    {
        var refusal = await RefusedAsync(
            [.. Account(0, "ana", tokenHash: Accounts.TokenHash("")),
            .. Account(1, "ben", PasswordHashes.Of("")),
            .. Account(2, "cleo", "not a hash", Accounts.TokenHash("shared")),
            .. Account(3, "ana", tokenHash: Accounts.TokenHash("shared")),
            .. Account(4, "console"),
            .. Account(5, "Ben"),
            "--Access:Machines:0:Name", "cleo", "--Access:Machines:0:Scope", "alerts", "--Access:Machines:0:TokenHash",
                Accounts.TokenHash("")]);

        Assert.Contains("Access:Accounts:0:TokenHash: This is the hash of an empty token", refusal, StringComparison.Ordinal);
        Assert.Contains("Access:Accounts:1:PasswordHash: This is the hash of an empty password", refusal, StringComparison.Ordinal);
        Assert.Contains("Access:Accounts:2:PasswordHash: This is no password hash", refusal, StringComparison.Ordinal);
        Assert.Contains("Access:Accounts:3:Name: “ana” is the name at Access:Accounts:0 already", refusal, StringComparison.Ordinal);
        Assert.Contains("Access:Accounts:3:TokenHash: The same token hash is at Access:Accounts:2", refusal, StringComparison.Ordinal);
        Assert.Contains("Access:Accounts:4:Name: “console” is how the timeline names the console itself", refusal,
            StringComparison.Ordinal);
        Assert.Contains("Access:Accounts:5:Name: “Ben” is the name at Access:Accounts:1 already", refusal, StringComparison.Ordinal);
        Assert.Contains("Access:Machines:0:Name: “cleo” is the name at Access:Accounts:2 already", refusal, StringComparison.Ordinal);
        Assert.Contains("Access:Machines:0:TokenHash: The same token hash is at Access:Accounts:0", refusal, StringComparison.Ordinal);
        Assert.Contains("Access:Machines:0:TokenHash: This is the hash of an empty token", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("AAAA", false)]
    [InlineData("5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5", false)]
    [InlineData("$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", false)]
    public void What_hash_password_did_not_print_is_no_hash(string hash, bool expected) =>
        Assert.Equal(expected, PasswordHashes.IsOne(hash));

    [Fact]
    public void What_hash_password_prints_is_a_hash() => Assert.True(PasswordHashes.IsOne(PasswordHashes.Of(TestConsole.Password)));

    [Theory]
    [InlineData("http://127.0.0.1:5881x", "false", "has no valid port; it would listen on port 80 of all interfaces")]
    [InlineData("https://localhost:44x", "false", "has no valid port")]
    [InlineData("http://0.0.0.0:0", "true", "takes plain HTTP beyond loopback, and Access:AllowPlainHttp is set")]
    [InlineData("http://127.0.0.1:0;http://console.example.com:80", "true",
        "“http://console.example.com:80” takes plain HTTP beyond loopback")]
    [InlineData("http://*:8080", "false", "takes plain HTTP beyond loopback. Use https://, or name the proxies")]
    [InlineData("127.0.0.1:80", "false", "is no address to listen on")]
    public async Task Plain_HTTP_beyond_loopback_and_a_mistyped_address_stop_the_start(string urls, string allowPlainHttp,
        string sentence) =>
        Assert.Contains(sentence, await RefusedAsync("--urls", urls, "--Access:AllowPlainHttp", allowPlainHttp), StringComparison.Ordinal);

    [Theory]
    [InlineData("Kestrel:Endpoints:web:Url", "http://[::]:80",
        "Kestrel:Endpoints:web:Url: “http://[::]:80” takes plain HTTP beyond loopback")]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", "ASPNETCORE_FORWARDEDHEADERS_ENABLED: believes the address anybody sends")]
    [InlineData("Proxy:Known:0", "the balancer", "Proxy:Known:0: “the balancer” is neither an address nor a network")]
    [InlineData("Proxy:Known:0", "0.0.0.0/0", "Proxy:Known:0: “0.0.0.0/0” is everybody")]
    public async Task Another_way_to_the_same_stops_it_too(string key, string value, string sentence) =>
        Assert.Contains(sentence, await RefusedAsync($"--{key}", value), StringComparison.Ordinal);

    [Theory]
    [InlineData("", true)]
    [InlineData("https://0.0.0.0:443", false)]
    public async Task The_port_an_image_comes_with_counts_unless_another_address_is_given(string urls, bool isRefused) =>
        Assert.Equal(isRefused, (await RefusedAsync("--urls", urls, "--http_ports", "8080"))
            .Contains("http_ports: “http://*:8080” takes plain HTTP beyond loopback", StringComparison.Ordinal));

    [Theory]
    [InlineData("http://127.0.0.1:5080", "true", null)]
    [InlineData("http://localhost:5080;http://[::1]:5080", "true", null)]
    [InlineData("https://0.0.0.0:443", "false", null)]
    [InlineData("http://unix:/run/console.sock", "false", null)]
    [InlineData("http://0.0.0.0:8080", "false", "10.0.0.0/8")]
    public async Task Loopback_TLS_and_plain_HTTP_behind_known_proxies_are_fine(string urls, string allowPlainHttp, string? proxy)
    {
        string[] known = proxy is null ? [] : ["--Proxy:Known:0", proxy];

        Assert.DoesNotContain("“http", await RefusedAsync(["--urls", urls, "--Access:AllowPlainHttp", allowPlainHttp, .. known]),
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Account(int at, string name, string? passwordHash = null, string tokenHash = "") =>
    [
        $"--Access:Accounts:{at}:Name", name, $"--Access:Accounts:{at}:Role", "commander",
        $"--Access:Accounts:{at}:PasswordHash", passwordHash ?? PasswordHashes.Of(TestConsole.Password),
            $"--Access:Accounts:{at}:TokenHash", tokenHash,
    ];

    /// <summary>What it says on standard error; it never starts, for it is given no fleet.</summary>
    private static async Task<string> RefusedAsync(params string[] settings)
    {
        var errors = new StringWriter();
        var stderr = System.Console.Error;
        System.Console.SetError(errors);
        try
        {
            Assert.Equal(2, await ConsoleApp.RunAsync(["--applicationName", "Console.Web", "--contentRoot", AppContext.BaseDirectory,
                "--urls", "http://127.0.0.1:0", .. settings]));
        }
        finally
        {
            System.Console.SetError(stderr);
        }
        return errors.ToString();
    }
}
