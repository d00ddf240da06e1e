using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IncidentConsole.Web.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    private const string Token = "token";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddOperationTransformer(RefusalAnswers.DescribeAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Incident Console",
                Version = "v1",
                Description = "Everything the pages do. Refusals are problems (RFC 9457) whose detail is the sentence the page shows. Times are UTC.",
            };
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The API token of an account." };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
            return Task.CompletedTask;
        });
    }
}
