using System.Buffers.Text;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>When the clusters' tokens end, as far as they say so themselves: a service account's token does, an opaque one does not.</summary>
internal sealed class TokensLast(IOptions<KubernetesOptions> options, FleetPolicy policy, TimeProvider time) : IReadinessCheck
{
    public string Key => "kubernetes-tokens";
    public string Title => $"No cluster token ends within {Text.Span(policy.Readiness.ExpiryWarning)}";
    public ReadinessGroup Group => ReadinessGroup.Expiry;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ReadinessFinding.Together(options.Value.Regions.Select(region => (region.Key, Of(region.Value.Token)))));

    private ReadinessFinding Of(string? token)
    {
        if (EndOf(token) is not { } end)
            return ReadinessFinding.Unknown(string.IsNullOrEmpty(token) ? "the kubeconfig's own credentials are not read" : "the token does not say when it ends", "Write down when the credential ends, or use a service account's token, which says so.");
        var words = $"ends {Text.Moment(end)}";
        return end - time.GetUtcNow() > policy.Readiness.ExpiryWarning ? ReadinessFinding.Pass(words) : ReadinessFinding.Fail(words, "Renew the token: kubectl create token.");
    }

    /// <summary>The <c>exp</c> of a JSON web token. Its signature is the cluster's business.</summary>
    internal static DateTimeOffset? EndOf(string? token)
    {
        if (token?.Split('.') is not [_, var claims, _] || !Base64Url.IsValid(claims)) return null;
        try
        {
            using var read = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("exp", out var end) && end.TryGetInt64(out var seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentOutOfRangeException or InvalidOperationException)
        {
            return null;
        }
    }
}
