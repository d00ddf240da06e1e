using System.Net;
using System.Net.Sockets;
using System.Text;
using IncidentConsole.Lab.Network;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Lab.Tests.Processes;

public sealed class GateTests : IAsyncLifetime
{
    private readonly TcpListener echo = new(IPAddress.Loopback, 0);
    private Gate gate = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        echo.Start();
        _ = EchoAsync();
        gate = new Gate(new IPEndPoint(IPAddress.Loopback, FreePorts.Next()), (IPEndPoint)echo.LocalEndpoint, TimeProvider.System);
        gate.Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await gate.DisposeAsync();
        echo.Stop();
    }

    [Fact]
    public async Task Passing_it_forwards_both_ways()
    {
        using var client = await ConnectAsync();

        Assert.Equal("hello", await SayAsync(client, "hello"));
    }

    [Fact]
    public async Task Refusing_it_resets_open_connections_and_refuses_new_ones()
    {
        using var open = await ConnectAsync();
        await SayAsync(open, "hello");

        gate.Set(GateMode.Refuse);

        await Assert.ThrowsAsync<SocketException>(() => SayAsync(open, "still there?"));
        var refused = await Assert.ThrowsAsync<SocketException>(ConnectAsync);
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public async Task Hanging_it_takes_connections_and_answers_nothing()
    {
        gate.Set(GateMode.Hang);
        using var client = await ConnectAsync();

        var answer = SayAsync(client, "hello");

        // What did not come is seen by what comes first: the reset when the gate opens again.
        Assert.False(answer.IsCompleted);
        while (gate.Held == 0) await Task.Delay(TimeSpan.FromMilliseconds(1), Cancellation);
        gate.Set(GateMode.Pass);
        await Assert.ThrowsAsync<SocketException>(() => answer);
    }

    [Fact]
    public async Task After_refusing_it_serves_on_the_same_port_again()
    {
        gate.Set(GateMode.Refuse);
        gate.Set(GateMode.Pass);

        using var client = await ConnectAsync();
        Assert.Equal("back", await SayAsync(client, "back"));
    }

    [Fact]
    public async Task Slow_it_delays_answers_only()
    {
        var time = new FakeTimeProvider();
        await using var slow = new Gate(new IPEndPoint(IPAddress.Loopback, FreePorts.Next()), (IPEndPoint)echo.LocalEndpoint, time);
        slow.Open();
        slow.Set(GateMode.Slow(TimeSpan.FromMilliseconds(200)));
        using var client = await ConnectAsync(slow);
        var started = time.GetUtcNow();

        var answer = SayAsync(client, "late");
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(1), Cancellation);
        }

        Assert.Equal("late", await answer);
        Assert.True(time.GetUtcNow() - started >= TimeSpan.FromMilliseconds(200));
    }

    private Task<Socket> ConnectAsync() => ConnectAsync(gate);

    private static async Task<Socket> ConnectAsync(Gate gate)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(gate.Address, Cancellation);
        return client;
    }

    private static async Task<string> SayAsync(Socket client, string words)
    {
        await client.SendAsync(Encoding.UTF8.GetBytes(words), Cancellation);
        var buffer = new byte[100];
        var read = await client.ReceiveAsync(buffer, Cancellation);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private async Task EchoAsync()
    {
        while (true)
        {
            var client = await echo.AcceptTcpClientAsync(Cancellation);
            _ = client.GetStream().CopyToAsync(client.GetStream(), Cancellation);
        }
    }
}
