using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Checklist;

namespace IncidentConsole.Web.Tests.Pages;

/// <summary>What the Enter key does.</summary>
public class OffersTests
{
    private readonly World world = new();

    [Theory]
    [InlineData(PlanStatus.Failed, true, "back")]
    [InlineData(PlanStatus.Failed, false, "on")]
    [InlineData(PlanStatus.Succeeded, true, null)]
    public async Task Where_it_failed_and_nothing_leads_on_the_way_back_is_next(PlanStatus last, bool isBlocked, string? next)
    {
        var context = world.Context(await world.DeclareAsync());
        var step = new Step(16, "ramp", "Ramp", "Ramp", "", "6.1")
        {
            Actions =
            [
                new("on", _ => "Go on", NeedsPreview: true) { Blocked = _ => isBlocked ? new("errors in eu-west 25 %") : null },
                new("back", _ => "One step back", NeedsPreview: true) { TakesBack = true },
            ],
        };
        var ran = PlanState.Planned(new(Guid.NewGuid(), 16, "on", "Ramp", null, null, "", [], null, null, null), "commander", context.Now) with { Status = last, ConfirmedAt = context.Now, EndedAt = context.Now };
        context = context with { Incident = context.Incident with { Plans = [ran] } };

        Assert.Equal(next, Offers.Next(context.Incident, step, World.Commander, context)?.Key);
    }
}
