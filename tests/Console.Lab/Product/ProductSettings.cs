using System.Text.Json.Nodes;
using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Lab.Product;

/// <summary>
/// The console's settings for this range, as a customer would write theirs: the sections of its <c>appsettings.json</c>, with shorter
/// times than production so that a rehearsal fits into minutes.
/// </summary>
public static class ProductSettings
{
    private const string Tenant = "smoke-test";
    private const string QuietTenant = "idempotency-test";

    public static JsonObject Of(RangeFile range, IEnumerable<ProductAccount> accounts, string keyFolder) => new()
    {
        ["Access"] = new JsonObject
        {
            ["AllowPlainHttp"] = true,
            ["KeyFolder"] = keyFolder,
            ["Accounts"] = new JsonArray([.. accounts.Select(account => new JsonObject
            {
                ["Name"] = account.Name, ["Role"] = account.Role, ["PasswordHash"] = account.PasswordHash, ["TokenHash"] = account.TokenHash,
            })]),
        },
        ["Fleet"] = new JsonObject
        {
            ["PublicName"] = range.PublicName,
            ["Regions"] = new JsonArray([.. range.Regions.Select((region, at) => new JsonObject
            {
                ["Id"] = region.Name, ["Role"] = at == 0 ? "primary" : "secondary", ["LoadBalancer"] = region.LoadBalancerName, ["NormalShare"] = 100 / range.Regions.Count,
                ["HealthCheckId"] = range.Route53?.HealthChecks[region.Name] ?? "",
            })]),
            ["HealthyWatch"] = "00:00:30",
            ["Ramp"] = new JsonObject
            {
                // A few dozen clients on a short TTL: their share is coarser than millions', and settles sooner.
                ["FirstHold"] = "00:00:20", ["TotalHold"] = "00:00:40", ["Tolerance"] = 15, ["ShareWindow"] = "00:00:30", ["SettleWithin"] = "00:03:00", ["BreachAfter"] = "00:00:10",
                // The range's clients send a document again within seconds: when traffic moves, its first copy is often in the other region and has not
                // replicated yet, so a region's share of duplicates really falls for a while, by more than chance: at a tenth of the traffic from 15 % to 2 %.
                // It is shown, and pauses nothing here.
                ["DedupHitDrop"] = 100,
            },
            ["Links"] = new JsonObject { ["Rehearsal range"] = range.Page },
        },
        ["Drills"] = new JsonObject { ["FaultApi"] = range.Page },
        ["Postgres"] = new JsonObject { ["ConnectionString"] = range.ConsolePostgres },
        ["Redis"] = Regions(range, region => new JsonObject { ["Connection"] = region.Redis }, every: "00:00:01", more: [("Parity", new JsonObject { ["Every"] = "00:00:05", ["InFlight"] = "00:00:15" }), ("Scratch", range.ScratchRedis)]),
        ["WarmStore"] = Regions(range, region => new JsonObject { ["ConnectionString"] = region.WarmPostgres }, every: "00:00:02"),
        ["Kubernetes"] = Regions(range, region => new JsonObject { ["Server"] = region.Kubernetes.SecureEndpoint, ["SkipTlsVerify"] = true, ["Token"] = region.Kubernetes.Token }, every: "00:00:02"),
        ["Prometheus"] = Regions(range, region => new JsonObject { ["Url"] = region.Prometheus }, every: "00:00:01", more: ("Window", "00:00:06")),
        ["Wal"] = Regions(range, region => new JsonObject
        {
            ["Bucket"] = region.S3.Bucket, ["ServiceUrl"] = region.S3.Endpoint, ["AccessKey"] = region.S3.AccessKey, ["SecretKey"] = region.S3.SecretKey, ["PathStyle"] = true,
        }, every: "00:00:01", more: ("StaleAfter", "00:00:20")),
        ["Backends"] = Regions(range, region => new JsonObject { ["Url"] = region.LoadBalancer }, every: "00:00:01",
            ("Tenant", Tenant),
            ("QuietTenant", QuietTenant),
            ("SigningKey", range.SigningKey),
            ("Replay", new JsonObject { ["Tenant"] = Tenant }),
            ("UserPath", new JsonObject { ["Url"] = $"http://{range.PublicName}:{range.PublicPort}", ["Resolvers"] = Texts(range.Dns.Resolvers), ["Every"] = "00:00:01" })),
        ["Notify"] = new JsonObject
        {
            ["Slack"] = new JsonObject { ["Webhook"] = range.Channels.SlackWebhook, ["DrillWebhook"] = range.Channels.SlackDrillWebhook },
            ["Smtp"] = new JsonObject
            {
                ["Host"] = range.Channels.SmtpHost, ["Port"] = range.Channels.SmtpPort,
                ["From"] = "Incident Console <console@example.com>", ["To"] = "engineering-all@example.com", ["DrillTo"] = "incident-drills@example.com",
            },
        },
        ["Dns"] = new JsonObject
        {
            ["Every"] = "00:00:01",
            ["Nameservers"] = Texts(range.Dns.NameServers),
            ["Resolvers"] = Texts(range.Dns.Resolvers),
            ["Provider"] = range.Cloudflare is null ? "Route53" : "Cloudflare",
            [range.Cloudflare is null ? "Route53" : "Cloudflare"] = range.Cloudflare is null ? Route53(range.Route53!) : Cloudflare(range.Cloudflare),
        },
    };

    private static JsonObject Route53(Route53Address route53) => new()
    {
        ["HostedZoneId"] = route53.ZoneId, ["ServiceUrl"] = route53.Endpoint, ["AccessKey"] = route53.AccessKey, ["SecretKey"] = route53.SecretKey,
        ["HealthChecks"] = Texts(route53.HealthChecks),
    };

    private static JsonObject Cloudflare(CloudflareAddress cloudflare) => new()
    {
        ["ZoneId"] = cloudflare.ZoneId, ["ServiceUrl"] = cloudflare.Endpoint, ["ApiToken"] = cloudflare.ApiToken, ["AccountId"] = cloudflare.AccountId,
        ["LoadBalancerId"] = cloudflare.LoadBalancerId, ["HealthChecks"] = Texts(cloudflare.HealthChecks),
    };

    private static JsonObject Regions(RangeFile range, Func<RegionAddresses, JsonObject> of, string every, params (string Key, JsonNode Value)[] more)
    {
        var section = new JsonObject { ["Every"] = every, ["Regions"] = new JsonObject(range.Regions.Select(region => KeyValuePair.Create(region.Name, (JsonNode?)of(region)))) };
        foreach (var (key, value) in more) section[key] = value;
        return section;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    private static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> texts) =>
        new(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));
}
