namespace IncidentConsole.Domain.Incidents;

/// <summary>An expected "no", with the sentence the user reads on the page and in the API.</summary>
/// <param name="Sentence">Says what is the matter and, where there is one, the way out.</param>
/// <param name="Reason">What kind of no it is.</param>
public sealed record Refusal(string Sentence, RefusalReason Reason = RefusalReason.NotNow)
{
    /// <summary>The incident in whose room what stands in the way is seen to; null when it is in none.</summary>
    public int? Incident { get; init; }
}

public enum RefusalReason
{
    /// <summary>The state of the incident or the fleet does not allow it now.</summary>
    NotNow,

    /// <summary>The input is wrong.</summary>
    Invalid,

    /// <summary>There is no such thing.</summary>
    NotFound,

    /// <summary>The account may not.</summary>
    Forbidden,

    /// <summary>Something it needs cannot be reached; nothing was done.</summary>
    Unavailable,

    /// <summary>A bug in the console. Nothing was recorded; the log has it.</summary>
    Bug,
}
