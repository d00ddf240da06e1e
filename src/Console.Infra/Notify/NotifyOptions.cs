using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Infra.Notify;

/// <summary>Section <c>Notify</c>: where the console posts messages by itself. Without it, they are copied and posted by hand.</summary>
public sealed class NotifyOptions
{
    public const string Section = "Notify";

    public SlackOptions Slack { get; init; } = new();

    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>Longest time one message may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:20")]
    public TimeSpan TimeBox { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Incoming webhooks of Slack, or of what speaks like it. The addresses are secrets: who knows one can post.</summary>
public sealed class SlackOptions : IValidatableObject
{
    /// <summary>Null for none. A text, not an address: no error may ever repeat it.</summary>
    public string? Webhook { get; init; }

    /// <summary>Where a drill posts; without it, a drill does not.</summary>
    public string? DrillWebhook { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[] { (nameof(Webhook), Webhook), (nameof(DrillWebhook), DrillWebhook) })
            if (!string.IsNullOrEmpty(value) && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))))
                yield return new($"The {name} must be an address of the form https://host/path.", [name]);
        if (!string.IsNullOrEmpty(DrillWebhook) && DrillWebhook == Webhook)
            yield return new("A drill must not post where incidents do: give it a webhook of its own.", [nameof(DrillWebhook)]);
    }
}

public sealed class SmtpOptions : IValidatableObject
{
    /// <summary>Null for no e-mail.</summary>
    public string? Host { get; init; }

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>Sender: an address, or <c>Name &lt;address&gt;</c>.</summary>
    public string? From { get; init; }

    /// <summary>Recipients, with commas between.</summary>
    public string? To { get; init; }

    /// <summary>Recipients of a drill; without them, a drill sends none.</summary>
    public string? DrillTo { get; init; }

    /// <summary>How the connection is encrypted before anything of a message is said.</summary>
    [EnumDataType(typeof(SmtpEncryption))]
    public SmtpEncryption Encryption { get; init; } = SmtpEncryption.StartTls;

    /// <summary>Its earlier name.</summary>
    public bool? StartTls { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Host)) yield break;
        if (Addresses.Of(From) is not { Count: 1 }) yield return new("The From must be one e-mail address.", [nameof(From)]);
        foreach (var (name, value) in new[] { (nameof(To), To), (nameof(DrillTo), DrillTo) })
            if (!string.IsNullOrEmpty(value) && Addresses.Of(value) is null) yield return new($"The {name} must be e-mail addresses with commas between.", [name]);
        if (Addresses.Of(To) is { } real && Addresses.Of(DrillTo) is { } drill && drill.FirstOrDefault(address => real.Exists(other => Addresses.Same(other, address))) is { } both)
            yield return new($"{both.Address} is in To as well: a drill must not write to whom incidents do.", [nameof(DrillTo)]);
        if (StartTls is not null) yield return new("is now Encryption: StartTls, Tls (from the first byte, port 465) or None.",
            [nameof(StartTls)]);
        if (User is not null
            && Encryption == SmtpEncryption.None) yield return new("A password is not sent unencrypted: set Encryption to StartTls or Tls.", [nameof(Encryption)]);
    }
}
