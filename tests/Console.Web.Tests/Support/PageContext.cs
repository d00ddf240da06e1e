using Bunit;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Attachments;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Comms;
using IncidentConsole.Web.Security;
using IncidentConsole.Web.Tests.Security;
using IncidentConsole.Web.Tests.Api.Support;
using Microsoft.AspNetCore.Components;
using MudBlazor.Services;

namespace IncidentConsole.Web.Tests.Support;

/// <summary>Draws pages over the small world of the domain's tests, signed in as a commander unless said otherwise.</summary>
internal sealed class PageContext : BunitContext
{
    public PageContext(Role role = Role.Commander)
    {
        Actions = new ActionDesk(World.Desk, World.Fleet, World.Policy, new Tools([Dns], []), World.Time);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddSingleton<TimeProvider>(World.Time).AddSingleton(World.Fleet).AddSingleton(World.Policy).AddSingleton(World.Desk).AddSingleton(Messages.Shipped).AddSingleton<KeptEdits>().AddSingleton(new Live<ReceivedAlerts>(ReceivedAlerts.None)).AddSingleton(Actions).AddSingleton(new StopSwitch(World.Desk));
        Services.AddSingleton<IAttachments>(new MemoryAttachments()).AddSingleton<IRecordings>(Recordings).AddSingleton<IReconciliationReports>(Reports).AddSingleton(new ChainCheck(World.Log, Anchors)).AddSingleton(new RunSheet(Actions));
        Services.AddSingleton(Call).AddSingleton<IFaultApi>(Faults).AddSingleton(Range).AddSingleton(new DrillDesk(Faults, Range, World.Desk));
        Services.AddSingleton(TestAccounts.Of(new AccessOptions()));
        AddAuthorization().SetAuthorized("somebody");
        Actor = new Actor(role.ToString().ToLowerInvariant(), role, "127.0.0.1");
        RenderTree.Add<CascadingValue<Actor>>(parameters => parameters.Add(value => value.Value, Actor));
    }

    public World World { get; } = new();

    public FakeDns Dns { get; } = new(World.Weighted(50, 50));

    public ActionDesk Actions { get; }

    public MemoryRecordings Recordings { get; } = new();

    public MemoryReports Reports { get; } = new();

    public FakeAnchors Anchors { get; } = new();

    public ReadinessCall Call { get; } = new();

    public FakeFaultApi Faults { get; } = new();

    public Live<DrillRange> Range { get; } = new(new(true, null, null));

    public Actor Actor { get; }

    /// <summary>
    /// Lets time go by in small steps until the page shows it: pages draw at most ten times a second of the world's clock. Each part of a page draws
    /// on its own, so the other parts then get time for the same news, and it must still be shown.
    /// </summary>
    public async Task SeesAsync(Action assertion)
    {
        for (var (left, shown) = (200, 0); shown < 3; left--)
        {
            try
            {
                assertion();
                shown++;
            }
            catch (Exception) when (left > 0)
            {
                shown = 0;
            }
            World.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(10));
            // What the step queued is drawn, however late.
            await Renderer.Dispatcher.InvokeAsync(() => { });
        }
    }

    public string Address => Services.GetRequiredService<NavigationManager>().Uri;
}

internal static class PageExtensions
{
    /// <summary>The element with a <c>data-testid</c>.</summary>
    public static AngleSharp.Dom.IElement ById(this IRenderedComponent<IComponent> page, string id) => page.Find($"[data-testid='{id}']");

    public static IReadOnlyList<AngleSharp.Dom.IElement> AllById(this IRenderedComponent<IComponent> page, string id) => [.. page.FindAll($"[data-testid='{id}']")];
}
