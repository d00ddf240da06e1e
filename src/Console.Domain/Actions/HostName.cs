namespace IncidentConsole.Domain.Actions;

/// <summary>A load balancer's name, in whichever spelling a record or an answer has it.</summary>
public static class HostName
{
    // The console of AWS writes it before an alias target; the load balancer is the same.
    private const string DualStack = "dualstack.";

    /// <summary>Lower case, without the final dot and without <c>dualstack.</c>: equal names are the same load balancer.</summary>
    public static string Plain(string name)
    {
        var plain = name.TrimEnd('.').ToLowerInvariant();
        return plain.StartsWith(DualStack, StringComparison.Ordinal) ? plain[DualStack.Length..] : plain;
    }

    public static bool AreSame(string left, string right) => Plain(left) == Plain(right);
}
