using System.Collections.Concurrent;
using System.Text;
using IncidentConsole.Lab.Product;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Bench.Circuits;

/// <summary>
/// An open board without a browser: a real circuit on the server, whose render batches are confirmed as a browser confirms them, and searched but
/// not drawn. Two hundred browsers would measure this machine's browsers, not the console.
/// </summary>
internal sealed class BoardCircuit : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<DateTimeOffset>> awaited = new();
    private readonly TaskCompletionSource drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HubConnection connection;
    private long batches;

    private BoardCircuit(string address, ProductAccount account)
    {
        var builder = new HubConnectionBuilder().WithUrl($"{address}/_blazor", HttpTransportType.WebSockets, options => options.Headers["Authorization"] = $"Bearer {account.Token}");
        builder.Services.AddSingleton<IHubProtocol, BlazorPackProtocol>();
        connection = builder.Build();
        connection.On<long, byte[]>("JS.RenderBatch", OnBatchAsync);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (call, _, _, _, _, _) => AnswerAsync(call));
        connection.On<string>("JS.Error", error => drawn.TrySetException(new InvalidOperationException(error)));
        connection.Closed += error =>
        {
            drawn.TrySetException(error ?? new InvalidOperationException("The circuit was closed."));
            return Task.CompletedTask;
        };
    }

    /// <summary>Render batches received.</summary>
    public long Batches => Volatile.Read(ref batches);

    /// <summary>Returns once the circuit has drawn its first batch.</summary>
    /// <param name="html">The board, prerendered for this circuit alone.</param>
    public static async Task<BoardCircuit> OpenAsync(string address, ProductAccount account, string html, CancellationToken cancellationToken)
    {
        var circuit = new BoardCircuit(address, account);
        var page = PageMarkers.In(html);
        await circuit.connection.StartAsync(cancellationToken);
        _ = await circuit.connection.InvokeAsync<string?>("StartCircuit", $"{address}/", $"{address}/", "[]", page.State, cancellationToken)
            ?? throw new InvalidOperationException("The console refused the circuit.");
        await circuit.connection.SendAsync("UpdateRootComponents", page.Components, page.State, cancellationToken);
        await circuit.drawn.Task.WaitAsync(cancellationToken);
        return circuit;
    }

    /// <summary>When the text first comes; to be asked before it can come.</summary>
    public Task<DateTimeOffset> Awaits(string text) => awaited.GetOrAdd(text, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task OnBatchAsync(long id, byte[] batch)
    {
        var now = TimeProvider.System.GetUtcNow();
        Interlocked.Increment(ref batches);
        // Texts stand in a batch as they are, in UTF-8.
        foreach (var (text, seen) in awaited)
            if (batch.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 && awaited.TryRemove(text, out _)) seen.TrySetResult(now);
        await connection.SendAsync("OnRenderCompleted", id, null);
        drawn.TrySetResult();
    }

    // No script of the page runs here; each call gets an empty answer.
    private Task AnswerAsync(long call) => call == 0 ? Task.CompletedTask : connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");
}
