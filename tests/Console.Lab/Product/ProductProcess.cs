using System.Net;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;

namespace IncidentConsole.Lab.Product;

/// <summary>
/// The real console as a process of its own, configured to command a range. The drills kill it and start it again; nothing in it knows
/// that this is a rehearsal.
/// </summary>
public sealed class ProductProcess : IAsyncDisposable
{
    private readonly ChildCommand command;
    private ChildProcess? child;

    private ProductProcess(ChildCommand command, RunFile run)
    {
        this.command = command;
        Run = run;
    }

    public RunFile Run { get; }

    public string LogFile => command.LogFile;

    /// <summary>Id of the process that runs now.</summary>
    public int ProcessId => child!.Id;

    public ProductAccount Commander => Run.Accounts.Single(account => account.Role == "commander");

    public ProductAccount Responder => Run.Accounts.Single(account => account.Role == "responder");

    public ProductAccount Viewer => Run.Accounts.Single(account => account.Role == "viewer");

    /// <param name="published">Folder of the published console.</param>
    /// <param name="port">Port on 127.0.0.1; 0 takes a free one.</param>
    /// <param name="more">Settings over those that lead to the range, such as <c>Fleet:Rpo</c>.</param>
    /// <exception cref="InvalidOperationException">It did not start; the sentence says why.</exception>
    public static async Task<ProductProcess> StartAsync(
        RangeFile range, string folder, string published, int port, IReadOnlyList<(string Key, string Value)> more, CancellationToken cancellationToken)
    {
        if (port != 0 && !FreePorts.IsFree(IPAddress.Loopback, port))
            throw new InvalidOperationException($"Port {port} on 127.0.0.1 is in use; choose another with --port.");
        folder = Path.GetFullPath(folder);
        var runFile = Path.Combine(folder, "run.json");
        var run = new RunFile($"http://127.0.0.1:{(port == 0 ? FreePorts.Next() : port)}", range.Page, RunFile.AccountsOf(runFile));
        var settings = Path.Combine(folder, "console.json");
        await SecretFile.WriteAsync(settings, ProductSettings.Of(range, run.Accounts, Path.Combine(folder, "keys")).ToJsonString(), cancellationToken);
        await run.WriteAsync(runFile, cancellationToken);

        var program = Path.GetFullPath(Path.Combine(published, "Console.Web.dll"));
        if (!File.Exists(program)) throw new FileNotFoundException($"There is no published console in {published}.");
        var product = new ProductProcess(
            new ChildCommand(
                Programs.Find("dotnet", "dotnet-sdk-10.0"),
                [program, "--settings", settings, "--urls", run.Console, "--contentRoot", Path.GetDirectoryName(program)!, .. more.Select(setting => $"--{setting.Key}={setting.Value}")],
                Path.Combine(folder, "console.log"))
            {
                // As an operator has it trust an authority of their own.
                Environment = [("SSL_CERT_FILE", range.Channels.SmtpAuthority)],
            },
            run);
        await product.StartAsync(cancellationToken);
        await range.Scrape.NameAsync(new Uri(run.Console), product.Viewer.Token, cancellationToken);
        return product;
    }

    /// <summary>Starts it, the first time or after <see cref="KillAsync"/>, and returns once it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        child = await ChildProcess.StartAsync(command);
        await Ready.WhenAsync(child, Ready.Answering(new Uri($"{Run.Console}/healthz")), cancellationToken);
    }

    /// <summary>Until <paramref name="stop"/> ends, starts it again whenever it dies, as its cluster would, and says so; one that does not come up again is not tried for ever.</summary>
    /// <exception cref="InvalidOperationException">It does not start any more; the sentence says why.</exception>
    public async Task KeepAsync(TextWriter say, Task stop, CancellationToken cancellationToken)
    {
        while (true)
        {
            var ended = child!.EndedAsync();
            if (await Task.WhenAny(stop, ended) == stop) return;
            await say.WriteLineAsync($"The console ended with {await ended}; it is started again, as its cluster would. Its log: {LogFile}");
            await child.DisposeAsync();
            await StartAsync(cancellationToken);
            await say.WriteLineAsync($"The console is back: {Run.Console}");
        }
    }

    /// <summary>Kills it as a power cut would.</summary>
    public Task KillAsync() => child!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (child is not null) await child.DisposeAsync();
    }
}
