using IncidentConsole.Domain.Loops;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentConsole.Web.Kit;

/// <summary>Keeps a page that throws from taking the circuit with it, and has the reference under which the log has the exception.</summary>
public sealed class PageBoundary : ErrorBoundary
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Null while nothing has thrown.</summary>
    public string? Reference { get; private set; }

    protected override Task OnErrorAsync(Exception exception)
    {
        Reference = Bug.Of(exception, $"page /{Navigation.ToBaseRelativePath(Navigation.Uri).Split('?')[0]}").Reference;
        return Task.CompletedTask;
    }
}
