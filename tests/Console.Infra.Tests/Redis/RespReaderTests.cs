using System.Text;
using IncidentConsole.Infra.Redis.Resp;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Infra.Tests.Redis;

public sealed class RespReaderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_comes_byte_by_byte_is_read_whole()
    {
        var reader = new RespReader("Redis", new Trickle("*3\r\n$3\r\na\rb\r\n$-1\r\n$0\r\n\r\n:-2\r\n+OK\r\n"));

        long count;
        while (!reader.TryReadArray(out count)) await reader.FillAsync(Stop);
        Assert.Equal(3, count);
        Assert.Equal("a\rb", await BulkAsync(reader));
        Assert.Null(await BulkAsync(reader));
        Assert.Equal("", await BulkAsync(reader));
        long number;
        while (!reader.TryReadInteger(out number)) await reader.FillAsync(Stop);
        Assert.Equal(-2, number);
        while (!reader.TryReadStatus()) await reader.FillAsync(Stop);
    }

    [Fact]
    public async Task A_value_larger_than_the_buffer_is_read_whole()
    {
        var large = new string('x', 300_000);
        var reader = new RespReader("Redis", new MemoryStream(Encoding.ASCII.GetBytes($"$300000\r\n{large}\r\n")));

        Assert.Equal(large, await BulkAsync(reader));
    }

    [Theory]
    [InlineData("-LOADING Redis is loading\r\n", "Redis: LOADING Redis is loading")]
    [InlineData(":1\r\n", "Redis: an answer of another kind than asked for")]
    [InlineData("$x\r\n", "Redis: an answer that is no RESP")]
    [InlineData("$3\r\nab", "Redis: connection closed")]
    public async Task What_is_no_such_answer_is_told(string answer, string reason)
    {
        var reader = new RespReader("Redis", new MemoryStream(Encoding.ASCII.GetBytes(answer)));

        Assert.Equal(reason, (await Assert.ThrowsAsync<RespException>(() => BulkAsync(reader))).Message);
    }

    private static async Task<string?> BulkAsync(RespReader reader)
    {
        while (true)
        {
            if (reader.TryReadBulk(out var value, out var isNull)) return isNull ? null : Encoding.ASCII.GetString(value);
            await reader.FillAsync(Stop);
        }
    }

    [Fact]
    public async Task A_Redis_that_falls_silent_is_given_up()
    {
        var time = new FakeTimeProvider();
        var reading = new RespReader("eu-west Redis", new Silence(), time).FillAsync(Stop).AsTask();

        time.Advance(RespReader.Patience);

        Assert.Equal("eu-west Redis: timed out after 30 s", (await Assert.ThrowsAsync<RespException>(() => reading)).Message);
    }

    private sealed class Silence : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    private sealed class Trickle(string text) : MemoryStream(Encoding.ASCII.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..1], cancellationToken);
    }
}
