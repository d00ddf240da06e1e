using System.Diagnostics;
using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace IncidentConsole.Web.Api;

/// <summary>The last resort of a request: a sentence and a trace id for the caller, the exception for the log.</summary>
internal sealed partial class ExceptionAnswers(IProblemDetailsService problems, ILogger<ExceptionAnswers> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var problem = exception switch
        {
            BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode, Title = "The request cannot be read", Detail = BadRequestSentences.Of(bad, endpoint) },
            LogUnavailableException unavailable => new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable, Title = "Cannot be reached", Detail = unavailable.Message },
            _ => Bug(httpContext, exception),
        };
        httpContext.Response.StatusCode = problem.Status!.Value;
        return problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    private ProblemDetails Bug(HttpContext context, Exception exception)
    {
        var trace = Activity.Current?.Id ?? context.TraceIdentifier;
        LogBug(context.Request.Method, context.Request.Path, trace, exception);
        return new() { Status = StatusCodes.Status500InternalServerError, Title = "An error of the console itself", Detail = $"It is in the console's log under {trace}. What was asked for may or may not have been done: look at the timeline." };
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed, trace {Trace}")]
    private partial void LogBug(string method, string path, string trace, Exception exception);
}
