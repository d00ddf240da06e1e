using System.Net;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Resp;

/// <summary>
/// One connection to one Redis for bulk reading (why not StackExchange.Redis: docs/adr/0005-resp-reader.md). Answers come in the
/// order of the commands; one caller at a time. Whatever goes wrong is a <see cref="RespException"/> that names the Redis, and the
/// connection is then of no more use.
/// </summary>
internal sealed class RespConnection : IAsyncDisposable
{
    private readonly string redis;
    private readonly Stream stream;

    private RespConnection(string redis, Stream stream)
    {
        (this.redis, this.stream) = (redis, stream);
        Reader = new(redis, stream);
    }

    public RespReader Reader { get; }

    /// <summary>Connects, encrypts and signs in as the configuration says; of several endpoints to the primary, since a replica may be
    /// behind.</summary>
    /// <param name="redis">As a person would call it: <c>eu-west Redis</c>.</param>
    public static async Task<RespConnection> OpenAsync(string redis, ConfigurationOptions configuration, CancellationToken cancellationToken)
    {
        if (configuration.EndPoints.Count == 1) return await OpenAsync(redis, configuration, configuration.EndPoints[0], cancellationToken)
            .ConfigureAwait(false);
        RespException? last = null;
        foreach (var endpoint in configuration.EndPoints)
        {
            try
            {
                var connection = await OpenAsync(redis, configuration, endpoint, cancellationToken).ConfigureAwait(false);
                if (await connection.InfoAsync(cancellationToken).ConfigureAwait(false) is { IsReplica: false }) return connection;
                await connection.DisposeAsync().ConfigureAwait(false);
            }
            catch (RespException away)
            {
                last = away;
            }
        }
        throw new RespException(redis,
            $"no primary among {string.Join(", ", configuration.EndPoints.Select(each => each is DnsEndPoint named ? $"{named.Host}:{named.Port}" : $"{each}"))}{(last is null ? "" : $" ({last.Reason})")}");
    }

    /// <summary>What it says of itself.</summary>
    public async Task<RedisInfo> InfoAsync(CancellationToken cancellationToken)
    {
        await SendAsync(new RespWriter().Array(1).Bulk("INFO"u8).Written, cancellationToken).ConfigureAwait(false);
        return RedisInfo.Parse(System.Text.Encoding.UTF8.GetString(await ReadBulkAsync(cancellationToken).ConfigureAwait(false) ?? []));
    }

    private static async Task<RespConnection> OpenAsync(string redis, ConfigurationOptions configuration, EndPoint endpoint,
        CancellationToken cancellationToken)
    {
        var stream = await RespTransport.ConnectAsync(redis, configuration, endpoint, cancellationToken).ConfigureAwait(false);
        var connection = new RespConnection(redis, stream);
        try
        {
            await connection.SignInAsync(configuration, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> commands, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(commands, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw new RespException(redis, failure);
        }
    }

    public async ValueTask<long> ReadArrayAsync(CancellationToken cancellationToken)
    {
        long count;
        while (!Reader.TryReadArray(out count)) await Reader.FillAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    public async ValueTask<long> ReadIntegerAsync(CancellationToken cancellationToken)
    {
        long number;
        while (!Reader.TryReadInteger(out number)) await Reader.FillAsync(cancellationToken).ConfigureAwait(false);
        return number;
    }

    /// <inheritdoc cref="RespReader.TryReadWritten"/>
    public async ValueTask<bool> ReadWrittenAsync(CancellationToken cancellationToken)
    {
        bool isWritten;
        while (!Reader.TryReadWritten(out isWritten)) await Reader.FillAsync(cancellationToken).ConfigureAwait(false);
        return isWritten;
    }

    /// <summary>A copy of a bulk string, or null for a missing value.</summary>
    public async ValueTask<byte[]?> ReadBulkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Reader.TryReadBulk(out var value, out var isNull)) return isNull ? null : value.ToArray();
            await Reader.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task SignInAsync(ConfigurationOptions configuration, CancellationToken cancellationToken)
    {
        foreach (var command in RespTransport.SignIn(configuration))
        {
            await SendAsync(command.Written, cancellationToken).ConfigureAwait(false);
            while (!Reader.TryReadStatus()) await Reader.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
