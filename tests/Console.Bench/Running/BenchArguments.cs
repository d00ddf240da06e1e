namespace IncidentConsole.Bench.Running;

/// <summary>What the command line asks for.</summary>
/// <param name="Entries">Names of the entries to run, in the order in which they run.</param>
/// <param name="IsSmoke">Each entry once, in a small size; no figure is printed or kept.</param>
/// <param name="JsonFile">Where to keep the run; null for nowhere.</param>
/// <param name="Compare">Files of two kept runs to compare instead of running anything.</param>
internal sealed record BenchArguments(IReadOnlyList<string> Entries, bool IsSmoke, string? JsonFile, (string Before, string After)? Compare)
{
    public const string Usage = "usage: ./bench [--smoke | --json FILE] [entry ...]   or   ./bench --compare A B";

    /// <exception cref="FormatException">With the sentence that says what is wrong.</exception>
    public static BenchArguments Parse(IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        if (arguments.Contains("--compare"))
        {
            return arguments is ["--compare", var before, var after]
                ? new([], false, null, (before, after))
                : throw new FormatException("--compare needs two kept runs, the earlier one first, and nothing else.");
        }

        var (names, isSmoke, json) = (new List<string>(), false, (string?)null);
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--smoke":
                    isSmoke = true;
                    break;
                case "--json":
                    json = arguments.ElementAtOrDefault(++i) is { Length: > 0 } file && !file.StartsWith('-')
                        ? file
                        : throw new FormatException("--json needs a file.");
                    break;
                case ['-', ..] option:
                    throw new FormatException($"There is no option {option}.");
                case var name when !known.Contains(name):
                    throw new FormatException($"There is no entry '{name}'. The entries are: {string.Join(", ", known)}.");
                case var name:
                    names.Add(name);
                    break;
            }
        }

        if (isSmoke && json is not null) throw new FormatException("A smoke run keeps no figures: choose --smoke or --json.");
        return new([.. known.Where(name => names.Count == 0 || names.Contains(name))], isSmoke, json, null);
    }
}
