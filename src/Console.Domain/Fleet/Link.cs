namespace IncidentConsole.Domain.Fleet;

/// <summary>A direction between two regions.</summary>
public readonly record struct Link(RegionId From, RegionId To) : IComparable<Link>
{
    public int CompareTo(Link other) => (From, To).CompareTo((other.From, other.To));

    public override string ToString() => $"{From} → {To}";

    public static bool operator <(Link left, Link right) => left.CompareTo(right) < 0;
    public static bool operator >(Link left, Link right) => left.CompareTo(right) > 0;
    public static bool operator <=(Link left, Link right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Link left, Link right) => left.CompareTo(right) >= 0;
}
