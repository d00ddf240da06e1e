namespace IncidentConsole.Domain.Loops;

/// <summary>A background loop, or one of the things it sees to.</summary>
/// <param name="Name">Stable: the label in metrics and the name in logs, such as <c>evidence</c>.</param>
/// <param name="WhenFailing">What every page says while it fails: <c>Evidence is not being evaluated</c>.</param>
/// <param name="Subject">The one thing that fails while the others go on, such as <c>#3</c>; empty for the whole loop.</param>
public sealed record Loop(string Name, string WhenFailing, string Subject = "")
{
    /// <summary>One of the things the loop sees to, which may fail alone.</summary>
    public Loop Of(string subject, string whenFailing) => new(Name, whenFailing, subject);
}

/// <summary>What runs for as long as the process lives. Whatever it throws, it is run again.</summary>
public interface IBackgroundLoop
{
    /// <summary>Runs until cancelled, or until there is nothing left to do.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
