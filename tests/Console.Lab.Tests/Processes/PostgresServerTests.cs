using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using Npgsql;

namespace IncidentConsole.Lab.Tests.Processes;

public class PostgresServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_data_is_there_again_after_a_restart_and_strangers_stay_out()
    {
        var folder = Directory.CreateTempSubdirectory("range-postgres-").FullName;
        await using (var first = new PostgresServer(folder, FreePorts.Next()))
        {
            await first.StartAsync(Cancellation);
            await first.CreateDatabaseAsync("console", Cancellation);
            await first.CreateDatabaseAsync("console", Cancellation);
            await first.ExecuteAsync("console", "create table kept (n int); insert into kept values (7)", Cancellation);
        }

        await using (var second = new PostgresServer(folder, FreePorts.Next()))
        {
            await second.StartAsync(Cancellation);
            await using var source = NpgsqlDataSource.Create(second.ConnectionString("console"));
            await using var command = source.CreateCommand("select n from kept");
            Assert.Equal(7, await command.ExecuteScalarAsync(Cancellation));

            var stranger = new NpgsqlConnectionStringBuilder(second.ConnectionString("console")) { Password = "guess" };
            await using var strange = NpgsqlDataSource.Create(stranger.ConnectionString);
            await Assert.ThrowsAsync<PostgresException>(() => strange.OpenConnectionAsync(Cancellation).AsTask());
        }

        Directory.Delete(folder, recursive: true);
    }
}
