using IncidentConsole.Lab.Product;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>A message goes out by mail, over a connection that is encrypted with whom it is meant for, or not at all.</summary>
public sealed class MailTests(Chromium chromium)
{
    [Fact]
    public async Task Mail_goes_only_to_the_server_the_certificate_is_for_and_arrives_encrypted_once_the_setting_is_right()
    {
        // The range's certificate names the address and no name.
        await using var story = await Rehearsal.StartAsync(chromium, "mail", new(), ("Notify:Smtp:Host", "localhost"));
        var commander = await story.SignInAsync(story.Console.Commander);
        var address = "";

        await story.StepAsync("an exercise is declared", async () =>
            address = $"/incidents/{(await Room.DeclareDrillAsync(commander, "eu-west")).Incident}/comms?message=start&format=email");
        await story.StepAsync("a server whose certificate is for another name is sent nothing, and the page says why", async () =>
        {
            await commander.OpenAsync(address);
            await commander.ClickAsync("post-message");
            await commander.SeesAsync("outbox", "no session with localhost: its certificate is for another name");
            Assert.Empty(story.Range.Mail.Mails);
            // Stopped in the middle of an attempt, nobody would know whether it went out.
            await commander.SeesAsync("outbox", "Tried again in");
        });
        await story.StepAsync("the setting is mended, and what was queued goes out by itself: once, and encrypted", async () =>
        {
            await story.Console.DisposeAsync();
            await using var mended = await ProductProcess.StartAsync(
                story.Range.File, Path.GetDirectoryName(story.Console.LogFile)!, Repository.Published, new Uri(story.Console.Run.Console).Port, [], TestContext.Current.CancellationToken);
            await commander.SignInAgainAsync(mended.Commander);
            await commander.OpenAsync(address);
            await Expect(commander.Get("outbox")).ToHaveAttributeAsync("data-status", "delivered", new() { Timeout = 300_000 });
            var mail = Assert.Single(story.Range.Mail.Mails);
            Assert.True(mail.IsEncrypted);
            Assert.Equal(["incident-drills@example.com"], mail.To);
            Assert.Contains("[DRILL]", mail.Data, StringComparison.Ordinal);
        });
        await story.TheLogIsCleanAsync();
    }
}
