namespace IncidentConsole.Domain.Review;

/// <summary>One figure of a review.</summary>
/// <param name="Id">A stable name, such as <c>conflicts</c>.</param>
/// <param name="Below">What it is held against, or of what it is a part.</param>
/// <param name="IsGood">Whether its target was met; null where there is none, or it is not known.</param>
public readonly record struct ReviewFigure(string Id, string Title, string Value, string Below, bool? IsGood = null);
