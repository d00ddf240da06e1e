using System.Collections.Immutable;
using System.Reflection;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Comms;

/// <summary>The templates of every runbook: those shipped beside the runbooks, and what an installation puts in their place.</summary>
public sealed class MessageTemplates
{
    private readonly ImmutableDictionary<(string Runbook, MessageKind Kind), MessageTemplate> all;

    private MessageTemplates(ImmutableDictionary<(string Runbook, MessageKind Kind), MessageTemplate> all) => this.all = all;

    public static MessageTemplates Shipped { get; } = new(Names.ToImmutableDictionary(each => each, Load));

    /// <summary>Every message there is: the key of its runbook, and its kind.</summary>
    public static IEnumerable<(string Runbook, MessageKind Kind)> Names =>
        RunbookCatalog.All.SelectMany(runbook => Enum.GetValues<MessageKind>().Select(kind => (runbook.Key, kind)));

    /// <summary>The fields a template may ask for.</summary>
    public static IReadOnlySet<string> Fields => MessageFields.Names;

    /// <summary>What a message's file is called below the folder of its runbook: <c>start.md</c>.</summary>
    public static string FileOf(MessageKind kind) => $"{kind.ToString().ToLowerInvariant()}.md";

    public MessageTemplate Of(string runbook, MessageKind kind) => all[(runbook, kind)];

    public MessageTemplates With(string runbook, MessageKind kind, MessageTemplate template) => new(all.SetItem((runbook, kind), template));

    // The templates lie beside their runbook: geo-failover in GeoFailover/Messages.
    private static MessageTemplate Load((string Runbook, MessageKind Kind) each)
    {
        var folder = string.Concat(each.Runbook.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var name = $"{folder}.Messages.{FileOf(each.Kind)}";
        var assembly = Assembly.GetExecutingAssembly();
        var resource = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith($".{name}", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return MessageTemplate.Parse(name, reader.ReadToEnd(), Fields);
    }
}
