using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IncidentConsole.Web.Api;

/// <summary>Writes into the OpenAPI document which refusals a call can be answered with: the same of every call that names an incident, or changes something.</summary>
internal static class RefusalAnswers
{
    private static readonly (int Status, string Meaning)[] OfAll = [(503, "What it needs cannot be reached")];
    private static readonly (int Status, string Meaning)[] OfOne = [(404, "There is none")];

    private static readonly (int Status, string Meaning)[] OfChanges =
        [(400, "The request cannot be read"), (409, "Not now"), (413, "The body is too long"), (422, "The input is wrong")];

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var changes = context.Description.HttpMethod != HttpMethods.Get;
        var isOne = context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true;
        operation.Responses ??= [];
        foreach (var (status, meaning) in OfAll.Concat(isOne ? OfOne : []).Concat(changes ? OfChanges : []))
            operation.Responses.TryAdd($"{status}", Problem(meaning));
        return Task.CompletedTask;
    }

    private static OpenApiResponse Problem(string meaning) => new()
    {
        Description = meaning,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("ProblemDetails") } },
    };
}
