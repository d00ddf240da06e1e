using System.Security.Cryptography;
using Npgsql;

namespace IncidentConsole.Lab.Processes;

/// <summary>A real Postgres with its own data folder, which outlives the range: the next start finds its data again.</summary>
public sealed class PostgresServer(string folder, int port) : IAsyncDisposable
{
    private const string User = "console";

    /// <summary>Of the range's own commands, in seconds: a busy machine ends no start.</summary>
    private const int Patience = 300;

    private ChildProcess? process;

    private string Data => Path.Combine(folder, "data");

    private string PasswordFile => Path.Combine(folder, "password");

    private string Log => Path.Combine(folder, "postgres.log");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
            await InitializeAsync(cancellationToken);
        process = await ChildProcess.StartAsync(new ChildCommand(
            Programs.Find("postgres", "postgresql"),
            ["-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
            Log,
            "postgres"));
        await Ready.WhenAsync(process, token => ExecuteAsync("postgres", "select 1", token), cancellationToken);
    }

    /// <param name="database">Database to connect to.</param>
    /// <param name="throughPort">Port of the gate in front; null for the server itself.</param>
    public string ConnectionString(string database, int? throughPort = null) => Connection(database, throughPort ?? port).ConnectionString;

    public async Task CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync("postgres", $"create database {name}", cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Left by the last start of the range.
        }
    }

    public async Task ExecuteAsync(string database, string sql, CancellationToken cancellationToken)
    {
        var patient = Connection(database, port);
        patient.Timeout = patient.CommandTimeout = Patience;
        await using var source = NpgsqlDataSource.Create(patient);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private NpgsqlConnectionStringBuilder Connection(string database, int through) => new()
    {
        Host = "127.0.0.1",
        Port = through,
        Database = database,
        Username = User,
        Password = File.ReadAllText(PasswordFile),
        Timeout = 3,
    };

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await SecretFile.WriteAsync(PasswordFile, RandomNumberGenerator.GetHexString(32, lowercase: true), cancellationToken);
        await ChildProcess.RunAsync(
            new ChildCommand(
                Programs.Find("initdb", "postgresql"),
                ["-D", Data, "-U", User, "-A", "scram-sha-256", $"--pwfile={PasswordFile}", "-E", "UTF8", "--locale=C", "--no-sync"],
                Log,
                "postgres"),
            cancellationToken);
    }
}
