using IncidentConsole.Domain.Incidents.Attachments;
using Npgsql;

namespace IncidentConsole.Infra.Tests.Postgres;

public class AttachmentStoreTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_reads_back_byte_for_byte_only_under_its_incident_and_is_never_changed()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);
        var incident = await console.Log.OpenAsync("with a file");
        var kept = AttachmentRules.Accept("pod.log", "é\r\n\ttab"u8.ToArray()).Attachment!;

        await console.Attachments.KeepAsync(incident, kept, Cancellation);

        var read = await console.Attachments.ReadAsync(incident, kept.Ref.Id, Cancellation);
        Assert.Equal((kept.Ref, true), (read!.Ref, kept.Content.SequenceEqual(read.Content)));
        Assert.Null(await console.Attachments.ReadAsync(incident + 1, kept.Ref.Id, Cancellation));
        foreach (var sql in new[] { "update attachments set name = 'x'", "delete from attachments", "truncate attachments" })
            Assert.Contains("is insert-only", (await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql))).MessageText);
    }
}
