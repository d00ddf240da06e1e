namespace IncidentConsole.Lab.S3.Storage;

/// <summary>What <c>x-amz-replication-status</c> says, in S3's own order of precedence when a version goes to several buckets.</summary>
public enum ReplicationStatus
{
    Failed,
    Pending,
    Completed,
    Replica,
}
