using IncidentConsole.Lab.S3.Wire;
using static IncidentConsole.Lab.S3.Wire.S3Xml;

namespace IncidentConsole.Lab.S3.Operations;

internal static class GetBucketReplication
{
    public static Operation Operation { get; } = new("GET", Scope.Bucket, Marker: "replication", Parameters: [], RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        var rules = call.Services.Store.RulesFor(call.Bucket().Name).ToList();
        if (rules.Count == 0)
            throw new S3Exception(404, "ReplicationConfigurationNotFoundError", "The replication configuration was not found");
        return call.WriteXmlAsync(
            Element("ReplicationConfiguration", Element("Role", "arn:aws:iam::000000000000:role/replication"), rules.Select(Rule)),
            cancellationToken);
    }

    private static object Rule(S3ReplicationRule rule, int index) => Element(
        "Rule",
        Element("ID", $"{rule.Source}-to-{rule.Destination}"),
        Element("Priority", index + 1),
        Element("Status", "Enabled"),
        Element("Filter", Element("Prefix", rule.Prefix)),
        Element("DeleteMarkerReplication", Element("Status", "Disabled")),
        Element("Destination", Element("Bucket", $"arn:aws:s3:::{rule.Destination}")));
}
