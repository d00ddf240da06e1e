using IncidentConsole.Infra.Redis.Resp;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>
/// The dedup store of one region, opened for bulk reading: one connection walks the keys while another asks for values. It only reads.
/// </summary>
internal sealed class DedupStore : IAsyncDisposable
{
    /// <summary>What <see cref="TimeToLiveAsync"/> says of a key that is not there.</summary>
    public const long Missing = -2;

    private const int PagesAlive = 3;
    private readonly RespConnection keys;
    private readonly RespConnection values;
    private readonly RespWriter command = new();

    private DedupStore(RespConnection keys, RespConnection values) => (this.keys, this.values) = (keys, values);

    /// <param name="redis">As a person would call it: <c>eu-west Redis</c>.</param>
    public static async Task<DedupStore> OpenAsync(string redis, ConfigurationOptions configuration, CancellationToken cancellationToken)
    {
        var keys = await RespConnection.OpenAsync(redis, configuration, cancellationToken).ConfigureAwait(false);
        try
        {
            return new(keys, await RespConnection.OpenAsync(redis, configuration, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await keys.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the Redis behind it says of itself.</summary>
    public Task<RedisInfo> InfoAsync(CancellationToken cancellationToken) => keys.InfoAsync(cancellationToken);

    /// <summary>All keys, as <see cref="DedupKeys.ScanAsync"/> lists them. Each page is good until two more have been taken.</summary>
    public IAsyncEnumerable<KeyPage> ScanAsync(CancellationToken cancellationToken) => DedupKeys.ScanAsync(keys, null, PagesAlive, cancellationToken);

    /// <summary>Asks for the values of a page; the answer is taken by <see cref="ReceiveAsync"/>, in the same order.</summary>
    public async ValueTask RequestAsync(KeyPage page, CancellationToken cancellationToken)
    {
        await values.SendAsync(command.Clear().Array(page.Count + 1).Bulk("MGET"u8).Written, cancellationToken).ConfigureAwait(false);
        await values.SendAsync(page.Arguments, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the values of the oldest page asked for into the fingerprint.</summary>
    public async ValueTask ReceiveAsync(KeyPage page, Fingerprint into, CancellationToken cancellationToken)
    {
        await values.ReadArrayAsync(cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < page.Count;)
        {
            if (TryTake(page, i, into)) i++;
            else await values.Reader.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The values of some keys; null for one that is missing or holds no string.</summary>
    public async Task<byte[]?[]> GetAsync(IReadOnlyList<byte[]> wanted, CancellationToken cancellationToken)
    {
        command.Clear().Array(wanted.Count + 1).Bulk("MGET"u8);
        foreach (var key in wanted) command.Bulk(key);
        await values.SendAsync(command.Written, cancellationToken).ConfigureAwait(false);

        var found = new byte[]?[await values.ReadArrayAsync(cancellationToken).ConfigureAwait(false)];
        for (var i = 0; i < found.Length; i++) found[i] = await values.ReadBulkAsync(cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>How long each key still has to live, in milliseconds; -1 for ever, -2 when there is no such key.</summary>
    public Task<long[]> TimeToLiveAsync(IReadOnlyList<byte[]> wanted, CancellationToken cancellationToken) => OfEachAsync("PTTL"u8, wanted, cancellationToken);

    /// <summary>
    /// When each key ends by the store's own clock, in Unix milliseconds; -1 never, -2 when there is no such key. Unlike what is left of a life it
    /// is the same whenever it is asked, so two stores' answers can be compared.
    /// </summary>
    public Task<long[]> ExpiryAsync(IReadOnlyList<byte[]> wanted, CancellationToken cancellationToken) => OfEachAsync("PEXPIRETIME"u8, wanted, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await keys.DisposeAsync().ConfigureAwait(false);
        await values.DisposeAsync().ConfigureAwait(false);
    }

    private Task<long[]> OfEachAsync(ReadOnlySpan<byte> verb, IReadOnlyList<byte[]> wanted, CancellationToken cancellationToken)
    {
        command.Clear();
        foreach (var key in wanted) command.Array(2).Bulk(verb).Bulk(key);
        return SendAsync(wanted.Count, cancellationToken);
    }

    private async Task<long[]> SendAsync(int count, CancellationToken cancellationToken)
    {
        await values.SendAsync(command.Written, cancellationToken).ConfigureAwait(false);

        var answers = new long[count];
        for (var i = 0; i < count; i++) answers[i] = await values.ReadIntegerAsync(cancellationToken).ConfigureAwait(false);
        return answers;
    }

    private bool TryTake(KeyPage page, int index, Fingerprint into)
    {
        if (!values.Reader.TryReadBulk(out var value, out var isNull)) return false;
        if (isNull) into.AddNoString();
        else into.Add(page[index], value);
        return true;
    }
}
