using IncidentConsole.Domain.Comms;

namespace IncidentConsole.Infra.Templates;

/// <summary>An installation's message templates: <c>FOLDER/RUNBOOK/KIND.md</c>. A file that is no message is an error: it would be a mistyped name.</summary>
internal static class TemplateFolder
{
    /// <summary>The shipped templates with what the folder has in their place; every problem by file and line.</summary>
    public static MessageTemplates Read(string? folder, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        problems = found;
        if (string.IsNullOrWhiteSpace(folder)) return MessageTemplates.Shipped;
        try
        {
            return Read(new DirectoryInfo(folder), found);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            found.Add($"cannot be read: {unreadable.Message}");
            return MessageTemplates.Shipped;
        }
    }

    private static MessageTemplates Read(DirectoryInfo folder, List<string> problems)
    {
        var templates = MessageTemplates.Shipped;
        var known = MessageTemplates.Names.ToDictionary(each => $"{each.Runbook}/{MessageTemplates.FileOf(each.Kind)}");
        foreach (var file in folder.EnumerateFiles("*.md", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (!known.TryGetValue(name, out var message)) problems.Add($"{name}: there is no such message. There are {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
            else if (MessageTemplate.Read(name, File.ReadAllText(file.FullName), MessageTemplates.Fields, problems) is { } template)
                templates = templates.With(message.Runbook, message.Kind, template);
        }
        return templates;
    }
}
