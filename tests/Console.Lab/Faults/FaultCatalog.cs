namespace IncidentConsole.Lab.Faults;

/// <summary>Every fault the range knows. A name that is not here is refused.</summary>
public static class FaultCatalog
{
    private static readonly FaultArgument Where = Choice("region", "without it both", "eu-west", "us-east");
    private static readonly FaultArgument Source = Choice("region", "the source region; without it both", "eu-west", "us-east");

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        Kind("region-down", "Everything of the region is unreachable: load balancer, backends, Redis, Postgres, S3, Kubernetes, Prometheus.", Choice("region", "which one; both is two faults", "eu-west", "us-east") with { IsNeeded = true }, Choice("how", "default refuse", "refuse", "hang")),
        Kind("backend-down", "One backend pod is killed; Kubernetes does not bring it back.", Where, Choice("pod", "default 0", "0", "1", "2")),
        Kind("pods-down", "All backend pods are killed; the load balancer answers 503.", Where),
        Kind("redis-down", "The region's dedup Redis is killed (its data is on disk and comes back).", Where),
        Kind("redis-slow", "Each answer of the region's Redis comes late.", Where, Number("ms", "delay; default 800")),
        Kind("warm-down", "The region's warm Postgres refuses connections.", Where),
        Kind("s3-down", "The region's S3 answers 503 ServiceUnavailable, or not at all.", Where, Choice("how", "default error", "error", "refuse", "hang")),
        Kind("wal-stopped", "The region's backends accept but ship no WAL segments.", Where),
        Kind("replication-lag", "Objects of the region arrive late in the peer bucket.", Source, Number("seconds", "delay; default 180")),
        Kind("replication-stop", "Objects of the region stay PENDING.", Source),
        Kind("replication-gap", "Some objects of the region never arrive and stay PENDING.", Source, Number("every", "one in so many; default 5")),
        Kind("replication-failed", "Some objects of the region end as FAILED.", Source, Number("every", "one in so many; default 5")),
        Kind("replication-uncovered",
            "The replication rule of the region copies heartbeats and no segment: those carry no replication status.", Source),
        Kind("s3-put-denied", "The region's S3 refuses every PUT with 403 AccessDenied; reads work.", Where),
        Kind("gslb-stuck", "No automatic failover: DNS answers ignore health checks."),
        Kind("route53-throttle", "Route 53 answers Throttling: Rate exceeded.", Number("times", "how many calls; default all")),
        Kind("route53-refuse", "Route 53 refuses changes with InvalidChangeBatch.", new FaultArgument("message", "its words", ArgumentForm.Text)),
        Kind("route53-down", "The Route 53 API does not answer.", Choice("how", "default refuse", "refuse", "hang")),
        Kind("route53-slow", "Changes stay PENDING for long.", Number("seconds", "default 30")),
        Kind("cloudflare-throttle", "Cloudflare answers 429 with Retry-After.", Number("times", "how many calls; default all"), Number("seconds", "its Retry-After; default 1")),
        Kind("cloudflare-refuse", "Cloudflare refuses changes: Authentication error.", new FaultArgument("message", "its words instead", ArgumentForm.Text)),
        Kind("dns-slow", "The authoritative servers and resolvers answer late.", Number("ms", "delay; default 1500")),
        Kind("name-server-odd", "A name server of the zone answers what the others do not, to every question.",
            Choice("server", "which one; without it each", "1", "2"),
            Choice("how", "default nxdomain", "nxdomain", "servfail", "empty", "stranger", "silent")),
        Kind("dns-third-record", "Somebody adds a weighted record to the public name that leads to an address of nobody.",
            Number("weight", "default 100")),
        Kind("dns-down", "The resolvers do not answer."),
        Kind("kubernetes-hang", "The region's Kubernetes API takes connections and never answers.", Where),
        Kind("kubernetes-deny", "The region's Kubernetes API answers 403 Forbidden.", Where),
        Kind("prometheus-down", "The region's Prometheus is unreachable.", Where),
        Kind("partition", "The regions cannot reach each other: no replication, peer probes fail. Both are alive.", Number("conflicts", "ids that clients send to both regions and that get two results; default 0")),
        Kind("error-rate", "Backends of the region answer 500 to a share of requests.", Where, Number("percent", "default 5")),
        Kind("latency", "Backends of the region answer late.", Where, Number("ms", "default 700")),
        Kind("rate-limit", "Backends of the region answer 429 above this rate.", Where, Number("perSecond", "per pod; default 5")),
        Kind("console-postgres-down", "The console's own Postgres is unreachable."),
        Kind("slack-down",
            "Slack's webhooks answer 503, not at all, 200 with ok:false, a proxy's page, or take the message and lose the answer.",
            Choice("how", "default error", "error", "refuse", "hang", "lost", "not-ok", "proxy")),
        Kind("smtp-down", "The mail server answers 421, not at all, refuses recipients, or takes the mail and loses the answer.",
            Choice("how", "default error", "error", "refuse", "hang", "lost", "some", "none")),
        Kind("metrics-nan", "Backends of the region export a submission counter that is no number; they go on serving.", Where,
            Choice("value", "default NaN", "NaN", "+Inf", "-Inf")),
        Kind("alert-storm", "The region's Prometheus fires many alerts at once.", Where, Number("count", "default 500")),
    ];

    public static FaultKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    private static FaultKind Kind(string name, string effect, params FaultArgument[] arguments) => new(name, effect, arguments);

    private static FaultArgument Number(string name, string meaning) => new(name, meaning, ArgumentForm.Number);

    private static FaultArgument Choice(string name, string meaning, params string[] choices) =>
        new(name, meaning, ArgumentForm.Choice) { Choices = choices };
}
