using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Review.Exports;

namespace IncidentConsole.Web.Operations;

/// <summary>
/// <c>Console.Web verify FILE</c>: verifies a JSON export of a timeline without database or network. Exit codes: 0 intact, 1 broken or with a figure that does not follow from the entries, 2 no such export.
/// </summary>
internal static class VerifyCommand
{
    public static int Run(string file, TextWriter output, TextWriter errors)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            var (entries, anchors) = ChainExport.Read(bytes);
            var verdict = ChainVerifier.Verify(entries, anchors);
            output.WriteLine(verdict.IsIntact
                ? $"intact: {verdict.Entries} entries, head {HashChain.Short(entries[^1].Hash)}, held against the heads this file holds of: {string.Join(", ", anchors.Select(anchor => anchor.Place))}; nothing was asked over the network"
                : $"broken at entry {verdict.FirstBroken}: {verdict.Reason}");
            return verdict.IsIntact && FiguresHold(bytes, entries, output) ? 0 : 1;
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(unreadable.Message);
            return 2;
        }
    }

    /// <summary>The chain covers the entries; what is summed up beside them is measured anew.</summary>
    private static bool FiguresHold(ReadOnlyMemory<byte> file, IReadOnlyList<StoredEntry> entries, TextWriter output)
    {
        var wrong = FigureCheck.FirstWrong(file, entries);
        output.WriteLine(wrong is null ? "figures: follow from the entries; the targets are configuration, which the chain does not cover" : $"figures: {wrong}");
        return wrong is null;
    }
}
