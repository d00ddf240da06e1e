using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IncidentConsole.Web.Api;

/// <summary>Writes into the OpenAPI document which refusals a call can be answered with: the same of every call that names something, or changes something.</summary>
internal static class RefusalAnswers
{
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        foreach (var (status, meaning) in Of(context.Description.RelativePath ?? "", context.Description.HttpMethod))
            operation.Responses.TryAdd($"{status}", Problem(meaning));
        return Task.CompletedTask;
    }

    private static IEnumerable<(int Status, string Meaning)> Of(string path, string? method)
    {
        yield return Of(RefusalReason.Unavailable);
        if (path.Contains('{', StringComparison.Ordinal)) yield return Of(RefusalReason.NotFound);
        if (method == HttpMethods.Get) yield break;
        yield return (StatusCodes.Status400BadRequest, "The request cannot be read");
        yield return Of(RefusalReason.NotNow);
        yield return (StatusCodes.Status413PayloadTooLarge, "The body is too long");
        yield return Of(RefusalReason.Invalid);
    }

    private static (int Status, string Meaning) Of(RefusalReason reason) => (Problems.Status(reason), Problems.Title(reason));

    private static OpenApiResponse Problem(string meaning) => new()
    {
        Description = meaning,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("ProblemDetails") } },
    };
}
