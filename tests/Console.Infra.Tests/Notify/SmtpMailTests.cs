using System.Net;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Infra.Notify;
using IncidentConsole.Lab.Channels;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Hosting;
using Microsoft.Extensions.Configuration;

namespace IncidentConsole.Infra.Tests.Notify;

/// <summary>Against a mail server on loopback, over SMTP.</summary>
public sealed class SmtpMailTests : IAsyncLifetime
{
    private readonly FaultBoard faults = new(TimeProvider.System);
    private readonly SmtpSink sink;

    public SmtpMailTests() => sink = new(faults, null, TimeProvider.System);

    public ValueTask InitializeAsync()
    {
        sink.Start();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_mail_arrives_with_subject_recipients_and_the_text_without_its_copied_heading()
    {
        Assert.Equal(new(DeliveryOutcome.Delivered, "250 queued by the range"), await SendAsync(IncidentKind.Real));

        var mail = Assert.Single(sink.Mails);
        Assert.Equal(("console@example.com", "all@example.com,ops@example.com"), (mail.From, string.Join(',', mail.To)));
        Assert.Contains("Subject: [P1] it burns\n", mail.Data, StringComparison.Ordinal);
        Assert.Contains("\n\nBody\n", mail.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("To: engineering", mail.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_writes_to_its_own_recipients_and_only_to_them()
    {
        await SendAsync(IncidentKind.Drill);
        Assert.Equal(["drill@example.com"], Assert.Single(sink.Mails).To);
    }

    [Fact]
    public async Task Each_attempt_bears_the_same_message_id()
    {
        var id = Guid.NewGuid();
        await SendAsync(id: id);
        await SendAsync(id: id);
        Assert.All(sink.Mails, mail => Assert.Contains($"Message-Id: <{id:N}@incident-1.console>", mail.Data, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("error", DeliveryOutcome.Failed, 0)]
    [InlineData("refuse", DeliveryOutcome.Failed, 0)]
    [InlineData("hang", DeliveryOutcome.Failed, 0)]
    [InlineData("lost", DeliveryOutcome.Unknown, 1)]
    public async Task What_surely_failed_and_what_nobody_knows_are_told_apart(string how, DeliveryOutcome outcome, int arrived)
    {
        faults.Set("smtp-down", new Dictionary<string, string> { ["how"] = how });
        Assert.Equal(outcome, (await SendAsync(seconds: how == "hang" ? 2 : 30)).Outcome);
        Assert.Equal(arrived, sink.Mails.Count);
    }

    [Fact]
    public async Task A_server_without_encryption_is_sent_nothing_where_encryption_is_asked_for()
    {
        var delivery = await SendAsync(startTls: true);
        Assert.Equal(DeliveryOutcome.Failed, delivery.Outcome);
        Assert.Contains("STARTTLS", delivery.Words, StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    /// <summary>That one the system does trust is taken is told by a drill: <c>MailTests</c>.</summary>
    [Fact]
    public async Task A_server_whose_certificate_nobody_here_trusts_is_sent_nothing()
    {
        using var authority = new RunAuthority(TimeProvider.System.GetUtcNow());
        await using var secure = new SmtpSink(faults, authority.Issue(IPAddress.Loopback), TimeProvider.System);
        secure.Start();

        Assert.Equal(new(DeliveryOutcome.Failed, "no session with 127.0.0.1: its certificate is not trusted"), await SendAsync(startTls: true, port: secure.Port));
        Assert.Empty(secure.Mails);
    }

    [Fact]
    public async Task A_server_that_is_encrypted_from_the_first_byte_is_spoken_to()
    {
        using var authority = new RunAuthority(TimeProvider.System.GetUtcNow());
        await using var secure = new SmtpSink(faults, authority.Issue(IPAddress.Loopback), TimeProvider.System, isTlsFirst: true);
        secure.Start();

        // The certificate is refused, so there was one: a client that waits for a greeting sees none.
        var delivery = await SendAsync(("Encryption", "Tls"), ("Port", $"{secure.Port}"), ("TimeBox", "00:00:05"));
        Assert.Equal(new(DeliveryOutcome.Failed, "no session with 127.0.0.1: its certificate is not trusted"), delivery);
    }

    [Fact]
    public async Task A_refused_login_shows_the_servers_words()
    {
        var delivery = await SendAsync(("User", "console"), ("Password", "a-secret-password"));

        Assert.Equal(DeliveryOutcome.Failed, delivery.Outcome);
        Assert.Contains("535", delivery.Words, StringComparison.Ordinal);
        Assert.Contains("Username and password not accepted, see help.example.com", delivery.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret-password", delivery.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_can_be_reached_are_and_those_who_cannot_are_told()
    {
        faults.Set("smtp-down", new Dictionary<string, string> { ["how"] = "some" });

        var delivery = await SendAsync(IncidentKind.Real);

        Assert.Equal(new(DeliveryOutcome.Delivered,
            "250 queued by the range; 1 of 2 recipients refused: ops@example.com (550 5.1.1 no such mailbox)"), delivery);
        Assert.Equal(["all@example.com"], Assert.Single(sink.Mails).To);
    }

    [Fact]
    public async Task When_all_are_refused_nothing_was_delivered()
    {
        faults.Set("smtp-down", new Dictionary<string, string> { ["how"] = "none" });

        var delivery = await SendAsync(IncidentKind.Real);

        Assert.Equal(DeliveryOutcome.Failed, delivery.Outcome);
        Assert.StartsWith("2 of 2 recipients refused: all@example.com (550 5.1.1 no such mailbox)", delivery.Words,
            StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    [Theory]
    [InlineData("console@example.com", "all@example.com", "ALL@example.com", "is in To as well")]
    [InlineData("nobody", "all@example.com", null, "one e-mail address")]
    [InlineData("console@example.com", "all", null, "with commas between")]
    public void Wrong_addresses_stop_the_start(string from, string to, string? drill, string problem) => Assert.Contains(
        problem, Assert.Single(new SmtpOptions { Host = "mail", From = from, To = to, DrillTo = drill }.Validate(null!)).ErrorMessage, StringComparison.Ordinal);

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    /// <summary>With settings as an installation writes them.</summary>
    private Task<Delivery> SendAsync(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = $"{sink.Port}",
            ["Smtp:From"] = "console@example.com", ["Smtp:To"] = "all@example.com, ops@example.com", ["Smtp:Encryption"] = "None" };
        foreach (var (key, value) in settings) all[key == "TimeBox" ? key : $"Smtp:{key}"] = value;
        var options = new ConfigurationBuilder().AddInMemoryCollection(all).Build().Get<NotifyOptions>()!;
        return new SmtpMail(options, TimeProvider.System)
            .SendAsync(new(Guid.NewGuid(), 1, IncidentKind.Real, "s", "To: x\nSubject: s\n\nBody\n", 1),
            TestContext.Current.CancellationToken);
    }

    private Task<Delivery> SendAsync(IncidentKind kind = IncidentKind.Real, Guid? id = null, bool startTls = false, int? port = null, int seconds = 30) => new SmtpMail(
        new NotifyOptions
        {
            TimeBox = TimeSpan.FromSeconds(seconds),
            Smtp = new() { Host = "127.0.0.1", Port = port ?? sink.Port, From = "Console <console@example.com>",
                To = "all@example.com, ops@example.com", DrillTo = "drill@example.com", Encryption = startTls ? SmtpEncryption.StartTls
                : SmtpEncryption.None },
        }, TimeProvider.System).SendAsync(new(id ?? Guid.NewGuid(), 1, kind, "[P1] it burns", "To: engineering\nSubject: [P1] it burns\n\nBody\n", 1), TestContext.Current.CancellationToken);
}
