using System.Text.Json;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Security;

/// <summary>
/// A settings file with accounts that a test rewrites while the console runs, and a key folder beside it; gone afterwards.
/// </summary>
internal sealed class AccountsFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("access-");

    public string Path => System.IO.Path.Combine(folder.FullName, "console.json");

    /// <summary>For a console that reads it.</summary>
    public string[] Settings => ["--settings", Path, "--Access:KeyFolder", System.IO.Path.Combine(folder.FullName, "keys")];

    public AccountsFile Write(params IEnumerable<Dictionary<string, string>> accounts)
    {
        File.WriteAllText(Path, JsonSerializer.Serialize(new { Access = new { Accounts = accounts } }));
        return this;
    }

    public AccountsFile WriteText(string text)
    {
        File.WriteAllText(Path, text);
        return this;
    }

    /// <summary>The three roles, with the commander changed as the test wants it.</summary>
    public AccountsFile WithCommander(Action<Dictionary<string, string>> change)
    {
        var commander = TestConsole.AccountOf("commander");
        change(commander);
        return Write(TestConsole.AccountOf("viewer"), TestConsole.AccountOf("responder"), commander);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
