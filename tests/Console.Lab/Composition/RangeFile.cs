using System.Text.Json;
using IncidentConsole.Lab.Processes;
using IncidentConsole.Lab.Processes.Prometheus;

namespace IncidentConsole.Lab.Composition;

/// <summary>
/// What <c>range.json</c> says: every address and credential of the range, for whoever configures a console to command it. Only its
/// owner can read it.
/// </summary>
public sealed record RangeFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The page and the faults API.</summary>
    public required string Page { get; init; }

    /// <summary>The fleet's public name and the port it is served on.</summary>
    public required string PublicName { get; init; }

    public required int PublicPort { get; init; }

    /// <summary>HMAC key of the clients, used as its bytes.</summary>
    public required string SigningKey { get; init; }

    public required IReadOnlyList<string> Tenants { get; init; }

    /// <summary>Connection string of the console's own database.</summary>
    public required string ConsolePostgres { get; init; }

    /// <summary>An empty Redis of the console's own, <c>address:port</c>.</summary>
    public required string ScratchRedis { get; init; }

    /// <summary>Where to say that the regions' Prometheus shall scrape a console.</summary>
    public required ScrapeFiles Scrape { get; init; }

    public required ChannelAddresses Channels { get; init; }

    public required DnsAddresses Dns { get; init; }

    /// <summary>Null when Cloudflare keeps the zone.</summary>
    public Route53Address? Route53 { get; init; }

    /// <summary>Null when Route 53 keeps the zone.</summary>
    public CloudflareAddress? Cloudflare { get; init; }

    public required IReadOnlyList<RegionAddresses> Regions { get; init; }

    public Task WriteAsync(string path, CancellationToken cancellationToken) =>
        SecretFile.WriteAsync(path, JsonSerializer.Serialize(this, Format), cancellationToken);

    public static RangeFile Read(string path) => JsonSerializer.Deserialize<RangeFile>(File.ReadAllText(path), Format)!;
}

/// <param name="SlackWebhook">Of incidents.</param>
/// <param name="SmtpAuthority">File of the authority that issued the mail server's certificate, which nobody knows.</param>
public sealed record ChannelAddresses(string SlackWebhook, string SlackDrillWebhook, string SmtpHost, int SmtpPort, string SmtpAuthority);

/// <param name="NameServers">Authoritative servers, <c>address:port</c>.</param>
/// <param name="Resolvers">Caching resolvers, <c>address:port</c>.</param>
/// <param name="Ttl">Of the public name, seconds.</param>
public sealed record DnsAddresses(IReadOnlyList<string> NameServers, IReadOnlyList<string> Resolvers, int Ttl);

/// <param name="HealthChecks">Region to the id of its health check.</param>
public sealed record Route53Address(
    string Endpoint, string AccessKey, string SecretKey, string ZoneId, string ZoneName, IReadOnlyDictionary<string, string> HealthChecks);

/// <param name="LoadBalancerId">Null when the public name is a plain record.</param>
/// <param name="HealthChecks">Region to the id of its pool.</param>
public sealed record CloudflareAddress(
    string Endpoint, string ApiToken, string AccountId, string ZoneId, string? LoadBalancerId, IReadOnlyDictionary<string, string> HealthChecks);

public sealed record RegionAddresses
{
    public required string Name { get; init; }

    /// <summary>DNS name of the load balancer, such as <c>eu-west-alb.example.com</c>.</summary>
    public required string LoadBalancerName { get; init; }

    /// <summary>The region's own address, past the public name.</summary>
    public required string LoadBalancer { get; init; }

    /// <summary><c>address:port</c></summary>
    public required string Redis { get; init; }

    public required string Prometheus { get; init; }

    /// <summary>Connection string of the region's warm store.</summary>
    public required string WarmPostgres { get; init; }

    public required S3Address S3 { get; init; }

    public required KubernetesAddress Kubernetes { get; init; }
}

public sealed record S3Address(string Endpoint, string Bucket, string AccessKey, string SecretKey);

/// <param name="Endpoint">Plain HTTP.</param>
/// <param name="SecureEndpoint">The same over TLS with a certificate nobody knows, for kubectl: it sends a token no other way.</param>
public sealed record KubernetesAddress(
    string Endpoint, string SecureEndpoint, string Token, string Namespace, string Deployment, string Container);
