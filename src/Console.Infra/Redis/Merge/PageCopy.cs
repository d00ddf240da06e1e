namespace IncidentConsole.Infra.Redis.Merge;

/// <summary>What became of the keys of one page.</summary>
/// <param name="Next">Where the listing goes on behind the page.</param>
internal sealed record PageCopy(int Keys, string Next)
{
    public long Copied { get; set; }
    public long AlreadyThere { get; set; }
    public long Expired { get; set; }
    public long Foreign { get; set; }
}
