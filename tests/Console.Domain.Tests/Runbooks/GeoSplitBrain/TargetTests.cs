using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Tests.Support;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

/// <summary>By when it is to be reconciled: one target by its severity, wherever it is told.</summary>
public class TargetTests
{
    private readonly SplitBrainRig rig = new();

    [Theory]
    [InlineData(Severity.P0, "drain traffic, emergency reconciliation within 2 h", "reconciled by 12:30 UTC (within 2 h)", 120)]
    [InlineData(Severity.P1, "reconcile at once, within 2 h", "reconciled by 12:30 UTC (within 2 h)", 120)]
    [InlineData(Severity.P2, "reconcile within 4 h", "reconciled by 14:30 UTC (within 4 h)", 240)]
    public async Task The_room_the_messages_and_the_review_tell_the_same(Severity severity, string duty, string target, int minutes)
    {
        rig.Found(2, 1, 3);
        var context = await rig.DeclareAsync(severity);

        Assert.Equal(duty, SplitBrainSeverity.Duty(severity, context.Policy.SplitBrain));
        Assert.Contains($"Target: {target}", Messages.Shipped.Draft(MessageKind.Start, context).Render(MessageFormat.Plain), StringComparison.Ordinal);
        var review = Review(context.Incident.Number);
        Assert.Equal(TimeSpan.FromMinutes(minutes), review.Phases[1].Budget);
        Assert.Equal(TimeSpan.FromMinutes(minutes + 30), review.RecoverTarget);
    }

    [Fact]
    public async Task What_is_reconciled_in_maintenance_has_no_time_to_be_late_by()
    {
        rig.Found(20, 20, 0);
        var context = await rig.DeclareAsync(Severity.P3);

        var review = Review(context.Incident.Number);
        Assert.Null(review.RecoverTarget);
        Assert.False((review.Phases[1] with { Took = TimeSpan.FromDays(3) }).IsLate);
        Assert.Contains("Target: in maintenance", Messages.Shipped.Draft(MessageKind.Start, context).Render(MessageFormat.Plain), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59.2, "60 s")]
    [InlineData(181, "4 min")]
    [InlineData(7200, "2 h")]
    [InlineData(9000, "2 h 30 min")]
    public void A_time_is_rounded_up_and_loses_nothing(double seconds, string expected) => Assert.Equal(expected, Text.RoundedUp(TimeSpan.FromSeconds(seconds)));

    private IncidentReview Review(int number) => IncidentReview.Of(rig.World.Desk.Book.Current.Find(number)!, rig.World.Now, rig.World.Policy);
}
