using IncidentConsole.Lab.Fleet.Pcs;
using IncidentConsole.Lab.Fleet.Wal;
using StackExchange.Redis;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>
/// <c>POST /v1/pcs/submit</c>, in the fleet's own order: rate, WAL, parse, tenant, signature, dedup, verdict. The order is part of
/// the contract: the WAL also holds what is refused afterwards, and a known id is answered whatever the rest of the body says.
/// </summary>
internal sealed class SubmitHandler(
    FleetSettings settings, RegionStores stores, WalLog wal, RateLimit rate, BackendMetrics metrics, bool drained, TimeProvider time)
{
    private const string RetryAfterSeconds = "10";

    public async Task HandleAsync(HttpContext http)
    {
        if (drained)
        {
            await RefuseForNowAsync(http, StatusCodes.Status503ServiceUnavailable, "Writes are drained");
            return;
        }

        if (!rate.TryTake())
        {
            await RefuseForNowAsync(http, StatusCodes.Status429TooManyRequests, "Too many requests");
            return;
        }

        var tenant = http.Request.Headers["X-Tenant-Id"].ToString();
        metrics.Ingest.Increment(settings.Tenants.Contains(tenant) ? tenant : "unknown");
        var body = await RequestBody.ReadAsync(http.Request);
        if (!TryLog(body))
            await RefuseAsync(http, StatusCodes.Status500InternalServerError, "Internal server error");
        else if (PcsDocument.TryParse(body.Span) is not { } pcs)
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "Invalid JSON");
        else if (!settings.Tenants.Contains(tenant))
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "Unknown tenant");
        else if (!settings.Signature.IsValid(pcs))
            await RefuseSignatureAsync(http, tenant);
        else
            await AnswerAsync(http, tenant, pcs);
    }

    private async Task AnswerAsync(HttpContext http, string tenant, PcsDocument pcs)
    {
        try
        {
            if (await stores.Dedup.FindAsync(pcs.PcsId) is { } known)
            {
                metrics.DedupHits.Increment(tenant);
                await RespondAsync(http, VerifyResult.FromJson(known), known);
                return;
            }

            var result = PcsVerifier.Verify(pcs);
            var answer = result.ToJson();
            if (await stores.Dedup.AddAsync(pcs.PcsId, answer, DedupStore.Lifetime))
                stores.Warm.Add(pcs.PcsId, answer, time.GetUtcNow() + DedupStore.Lifetime);
            else
                answer = await stores.Dedup.FindAsync(pcs.PcsId) ?? answer;
            (result.StatusCode == StatusCodes.Status200OK ? metrics.Accepted : metrics.Escalated).Increment(tenant);
            await RespondAsync(http, VerifyResult.FromJson(answer), answer);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            await RefuseAsync(http, StatusCodes.Status500InternalServerError, "Internal server error");
        }
    }

    private bool TryLog(ReadOnlyMemory<byte> body)
    {
        try
        {
            wal.Append(body.Span);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            metrics.WalErrors.Inc();
            return false;
        }
    }

    private Task RefuseSignatureAsync(HttpContext http, string tenant)
    {
        metrics.SignatureErrors.Increment(tenant);
        return RefuseAsync(http, StatusCodes.Status401Unauthorized, "Signature verification failed");
    }

    private static Task RespondAsync(HttpContext http, VerifyResult result, string answer)
    {
        http.Response.StatusCode = result.StatusCode;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(answer, http.RequestAborted);
    }

    private static Task RefuseForNowAsync(HttpContext http, int statusCode, string reason)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return RefuseAsync(http, statusCode, reason);
    }

    private static Task RefuseAsync(HttpContext http, int statusCode, string reason)
    {
        http.Response.StatusCode = statusCode;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(reason + "\n", http.RequestAborted);
    }
}
