namespace IncidentConsole.Domain.Comms;

/// <summary>One thing a message says, and how it is known.</summary>
/// <param name="Text">As it stands in the message; what is not proven says so in these very words.</param>
/// <param name="Evidence">How it is known, or what is missing.</param>
/// <param name="ObservedAt">When it was measured; null for what was not.</param>
public sealed record Claim(string Text, Proof Proof, string Evidence, DateTimeOffset? ObservedAt)
{
    /// <summary>A plain fact of the incident, such as its region.</summary>
    public static Claim Fact(string text) => new(text, Proof.Fact, "", null);

    /// <summary>What readers must not take for good: not proven, or proven to be bad.</summary>
    public bool IsUnproven => Proof is Proof.NotYetVerified or Proof.Contradicted;
}

public enum Proof
{
    /// <summary>Not a measurement: names, targets, times of the incident itself.</summary>
    Fact,

    /// <summary>Measured, and it holds.</summary>
    Proven,

    /// <summary>Somebody's word on what no reading can show; the text says whose.</summary>
    Stated,

    /// <summary>Not measured, or not for long enough.</summary>
    NotYetVerified,

    /// <summary>Measured, and not good: a target was missed, or what should hold does not. The text says what was measured, so it is true.</summary>
    Contradicted,
}
