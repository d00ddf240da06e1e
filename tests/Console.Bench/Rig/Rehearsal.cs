using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Bench.Rig;

/// <summary>A range, and the published console on it, in a folder of their own that goes with them.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    // Beside this program: "bench" publishes both.
    private static readonly string Published = Path.Combine(AppContext.BaseDirectory, "..", "web");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bench-");

    public RangeOptions Options { get; private set; } = new();

    public RehearsalRange Range { get; private set; } = null!;

    public ProductProcess Console { get; private set; } = null!;

    public string Address => Console.Run.Console;

    public static async Task<Rehearsal> StartAsync(CancellationToken cancellationToken)
    {
        var rehearsal = new Rehearsal();
        try
        {
            rehearsal.Options = rehearsal.Options with { Folder = rehearsal.folder.FullName, Port = 0 };
            rehearsal.Range = await RehearsalRange.StartAsync(rehearsal.Options, TimeProvider.System, cancellationToken);
            rehearsal.Console = await ProductProcess.StartAsync(rehearsal.Range.File, rehearsal.folder.FullName, Published, port: 0, [], cancellationToken);
            return rehearsal;
        }
        catch
        {
            await rehearsal.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Console is not null) await Console.DisposeAsync();
        if (Range is not null) await Range.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
