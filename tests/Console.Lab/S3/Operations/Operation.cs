using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>One call of the S3 API, told from the others by method, what it is about, and query.</summary>
/// <param name="Scope">What the path names.</param>
/// <param name="Marker">The query parameter that must be there, such as <c>versioning</c>; empty for none.</param>
/// <param name="Parameters">The other query parameters it understands. With any further one the call is not this call.</param>
internal sealed record Operation(
    string Method, Scope Scope, string Marker, string[] Parameters, Func<S3Call, CancellationToken, Task> RunAsync)
{
    // SDKs name the operation in a query parameter that servers ignore.
    private const string OperationName = "x-id";

    public bool Takes(string method, RequestTarget target) =>
        method == Method
        && Scope == ScopeOf(target)
        && (Marker.Length == 0 || target.Parameter(Marker) is not null)
        && target.Query.All(pair => pair.Key == Marker || pair.Key == OperationName || Parameters.Contains(pair.Key));

    private static Scope ScopeOf(RequestTarget target) =>
        target.Key.Length > 0 ? Scope.Object
        : target.Bucket.Length > 0 ? Scope.Bucket
        : Scope.Service;
}

internal enum Scope
{
    Service,
    Bucket,
    Object,
}
