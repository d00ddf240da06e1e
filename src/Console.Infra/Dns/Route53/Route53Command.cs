using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>The same change for a shell.</summary>
internal static class Route53Command
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Change change, string zoneId, Uri? serviceUrl)
    {
        var changes = RecordSetDiff.Changes((DnsState)change.Before, (DnsState)change.After, []);
        var batch = new JsonObject
        {
            ["Comment"] = ChangeComment.Of(change),
            ["Changes"] = new JsonArray([.. changes.Select(one => Json(one))]),
        };
        var endpoint = serviceUrl is null ? "" : $" --endpoint-url {ShellText.Quote(serviceUrl.ToString())}";
        return $"aws route53 change-resource-record-sets --hosted-zone-id {zoneId}{endpoint} --change-batch {ShellText.Quote(batch.ToJsonString(Readable))}";
    }

    private static JsonObject Json(RecordSetChange change)
    {
        var set = RecordSetXml.Read(change.RecordSet);
        var record = new JsonObject { ["Name"] = set.Name, ["Type"] = set.Type };
        if (set.SetIdentifier is { } identifier) record["SetIdentifier"] = identifier;
        if (set.Weight is { } weight) record["Weight"] = weight;
        if (set.TimeToLive is { } seconds) record["TTL"] = seconds;
        if (set.Alias is { } alias)
            record["AliasTarget"] = new JsonObject
            {
                ["HostedZoneId"] = alias.HostedZoneId, ["DNSName"] = alias.DnsName, ["EvaluateTargetHealth"] = alias.EvaluateTargetHealth,
            };
        else
            record["ResourceRecords"] = new JsonArray([.. RecordSetXml.WireValues(set).Select(value => new JsonObject { ["Value"] = value })]);
        if (set.HealthCheckId is { } check) record["HealthCheckId"] = check;
        return new JsonObject { ["Action"] = change.Action, ["ResourceRecordSet"] = record };
    }
}
