namespace IncidentConsole.Lab.Route53;

/// <summary>
/// What a batch makes of a zone. Changes act one after the other on a copy, so that a DELETE makes room for the CREATE behind it; all that
/// is wrong is said at once, in Route 53's own words, and then nothing of the batch is taken.
/// </summary>
internal static class ChangeBatch
{
    /// <exception cref="Route53Exception">InvalidChangeBatch.</exception>
    public static IReadOnlyList<ResourceRecordSet> Apply(HostedZone zone, IReadOnlyList<ResourceRecordSet> current, IReadOnlyList<Change> batch)
    {
        var errors = new List<string>(TwiceTheSame(batch));
        var sets = current.ToList();
        foreach (var change in batch)
        {
            var set = change.RecordSet;
            var existing = sets.Find(other => other.Key == set.Key);
            var error = change.Action == ChangeAction.Delete
                ? DeleteRules.Check(zone, set, existing)
                : Create(change, existing) ?? RecordRules.Check(zone, set) ?? ConflictRules.Check(zone, set, sets);
            if (error is not null)
            {
                errors.Add(error);
                continue;
            }
            if (existing is not null) sets.Remove(existing);
            if (change.Action != ChangeAction.Delete) sets.Add(set);
        }
        if (errors.Count == 0) errors.AddRange(ConflictRules.DifferentTtls(sets));
        return errors.Count == 0 ? sets : throw Route53Exception.InvalidChangeBatch(errors);
    }

    /// <summary>How Route 53 names a record set in a message.</summary>
    public static string Name(ResourceRecordSet set) =>
        $"[name='{set.Name}', type='{set.Type}'{(set.SetIdentifier is { } id ? $", set-identifier='{id}'" : "")}]";

    private static string? Create(Change change, ResourceRecordSet? existing) =>
        change.Action == ChangeAction.Create && existing is not null
            ? $"Tried to create resource record set {Name(change.RecordSet)} but it already exists"
            : null;

    private static IEnumerable<string> TwiceTheSame(IReadOnlyList<Change> batch) =>
        batch.GroupBy(change => (change.Action, change.RecordSet.Key)).Where(same => same.Count() > 1)
            .Select(same => "The request contains an invalid set of changes for a resource record set "
                + $"'{same.Key.Key.Type} {same.Key.Key.Name}'");
}
