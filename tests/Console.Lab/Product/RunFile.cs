using System.Text.Json;
using IncidentConsole.Lab.Processes;

namespace IncidentConsole.Lab.Product;

/// <summary>What <c>run.json</c> says: where the console and the range are, and how to sign in. Only its owner can read it.</summary>
/// <param name="Console">Address of the console.</param>
/// <param name="Range">Address of the range's page and faults API.</param>
public sealed record RunFile(string Console, string Range, IReadOnlyList<ProductAccount> Accounts)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The accounts of an earlier start, so that a browser stays signed in; new ones when there was none.</summary>
    public static IReadOnlyList<ProductAccount> AccountsOf(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllText(path), Format)!.Accounts;
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return [ProductAccount.Create("viewer"), ProductAccount.Create("responder"), ProductAccount.Create("commander")];
        }
    }

    public Task WriteAsync(string path, CancellationToken cancellationToken) =>
        SecretFile.WriteAsync(path, JsonSerializer.Serialize(this, Format), cancellationToken);
}
