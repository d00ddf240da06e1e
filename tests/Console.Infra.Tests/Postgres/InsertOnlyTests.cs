using Npgsql;

namespace IncidentConsole.Infra.Tests.Postgres;

public class InsertOnlyTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("update timeline set actor = 'mallory'")]
    [InlineData("delete from timeline")]
    [InlineData("truncate timeline")]
    [InlineData("update incidents set number = number + 100")]
    [InlineData("delete from incidents")]
    [InlineData("truncate incidents cascade")]
    [InlineData("update recordings set sample = '{}'")]
    [InlineData("delete from recordings")]
    [InlineData("truncate recordings")]
    [InlineData("set session_replication_role = replica; delete from recordings")]
    [InlineData("set session_replication_role = replica; delete from timeline")]
    public async Task The_database_refuses_to_change_what_is_recorded(string sql)
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);
        var incident = await console.Log.OpenAsync("kept");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql));

        Assert.Contains("is insert-only", refused.MessageText);
        Assert.Equal(["kept"], (await console.Log.ReadAllAsync(incident)).Texts());
    }
}
