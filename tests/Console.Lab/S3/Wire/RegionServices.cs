using IncidentConsole.Lab.S3.Replication;
using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>What the operations of one region work on.</summary>
internal sealed record RegionServices(string Region, BucketStore Store, Replicator Replicator, TimeProvider Time);
