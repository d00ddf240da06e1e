namespace IncidentConsole.Lab.Network;

/// <summary>A process's own share of the ports, held by a locked file for as long as the process lives.</summary>
internal sealed class PortShare
{
    public const int Size = 600;
    private const int Lowest = 20_000;
    private const int Shares = 20;

    // Never disposed: the kernel lets go of it with the process, however that ends.
    private readonly FileStream? hold;

    private PortShare(int number, FileStream? hold) => (First, this.hold) = (Lowest + number * Size, hold);

    public int First { get; }

    public static PortShare Take()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "incident-console-ports")).FullName;
        for (var number = 0; number < Shares; number++)
            if (Hold(Path.Combine(folder, $"{number}.lock")) is { } hold)
                return new(number, hold);
        // More processes than shares: by chance, as between strangers.
        return new(Random.Shared.Next(Shares), hold: null);
    }

    private static FileStream? Hold(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
