using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Domain.Tests.Loops;

public sealed class BugTests
{
    private static Bug Thrown(string where) => Bug.Shield<Bug?>(() => throw new InvalidOperationException("at " + where), where, bug => bug)!;

    [Fact]
    public void What_is_shown_is_in_the_log_with_its_stack_and_not_each_time()
    {
        var (time, logger) = (new FakeTimeProvider(World.Start), new ListLogger<BugLog>());
        using var log = new BugLog(time, logger);
        log.Subscribe();
        var first = Thrown("item 5");
        var second = Thrown("item 5");

        Assert.Equal(first.Reference, second.Reference);
        var line = Assert.Single(logger.Lines, line => line.Fields["Reference"] as string == first.Reference);
        Assert.Contains(nameof(Thrown), line.Exception!.StackTrace, StringComparison.Ordinal);
        Assert.True(log.Total >= 2);

        time.Advance(TimeSpan.FromMinutes(1));
        Thrown("item 5");
        Assert.Equal(2, logger.Lines.Count(line => line.Fields["Reference"] as string == first.Reference));
    }

    [Fact]
    public void A_bug_elsewhere_has_another_reference() =>
        Assert.NotEqual(Thrown("here").Reference, Bug.Of(new InvalidOperationException(), "there").Reference);

    [Fact]
    public void An_expected_failure_is_told_apart_by_its_type()
    {
        Assert.Equal(new Failure("eu-west Redis: connection refused", null), Failure.Of(new Domain.Reconciliation.SourceUnavailableException("eu-west Redis: connection refused"), ""));
        Assert.True(Failure.Of(new ArgumentNullException("x"), "").IsBug);
    }
}
