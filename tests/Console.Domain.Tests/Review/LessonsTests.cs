using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Exports;
using IncidentConsole.Domain.Tests.Support;

namespace IncidentConsole.Domain.Tests.Review;

public class LessonsTests
{
    private readonly World world = new();

    [Fact]
    public async Task What_misled_people_is_gathered_over_all_incidents_by_item_the_newest_first()
    {
        var drill = await world.DeclareAsync(IncidentKind.Drill);
        await DoAsync(drill, new StepMisled(9, "Check WAL integrity", "nothing says which bucket"), new StepMisled(3, "Check WAL lag", "an older wording"), new IncidentResolved("over"));
        world.Time.Advance(TimeSpan.FromHours(1));
        var real = await world.DeclareAsync();
        await DoAsync(real, new StepMisled(3, "Check lag", "the text names another threshold"));

        var lessons = LessonsLearned.Of(world.Desk.Book.Current);

        Assert.Equal([("geo-failover", 3, "Check lag"), ("geo-failover", 9, "Check WAL integrity")], lessons.Items.Select(item => (item.Runbook, item.Step, item.Title)));
        Assert.Equal([(real, "the text names another threshold"), (drill, "an older wording")], lessons.Items[0].Notes.Select(note => (note.Incident.Number, note.Note.Text)));
    }

    [Fact]
    public async Task Action_items_stay_on_the_list_until_they_are_done_whatever_became_of_the_incident()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, new ActionItemAdded("lower the TTL", "ana"), new IncidentResolved("over"));
        world.Time.Advance(TimeSpan.FromDays(3));
        await DoAsync(number, new ActionItemAdded("load the rule", "ben"));
        Assert.Equal(["ben", "ana"], Owners());

        await world.Desk.HandleAsync(number, World.Commander, incident => Learn.Finish(incident, incident.ActionItems[0].Number), CancellationToken.None);

        Assert.Equal(["ben"], Owners());

        IEnumerable<string> Owners() => LessonsLearned.Of(world.Desk.Book.Current).ToDo.Select(open => open.Item.Owner);
    }

    [Fact]
    public async Task The_list_is_copied_as_markdown_in_which_a_drill_says_so_and_what_people_typed_stays_text()
    {
        world.EuWestDies();
        var drill = await world.DeclareAsync(IncidentKind.Drill);
        await DoAsync(drill, new StepMisled(3, "Check WAL lag", "# says *nothing*"), new ActionItemAdded("lower the TTL", "ana"));

        Assert.Equal(
            """
            # Lessons of all incidents

            ## Items that misled us

            ### Multi-region failover, item 3: Check WAL lag

            - \# says \*nothing\* (commander, 2026-11-23 10:30 UTC, drill #1 eu-west down, runbook version 1)

            ## Open action items

            - [ ] lower the TTL (owner ana, since 2026-11-23 10:30 UTC, drill #1 eu-west down, runbook version 1)

            """, LessonsMarkdown.Of(LessonsLearned.Of(world.Desk.Book.Current)));
        Assert.Contains("Nobody noted", LessonsMarkdown.Of(LessonsLearned.Of(IncidentBook.Empty)), StringComparison.Ordinal);
    }

    private async Task DoAsync(int number, params System.Collections.Immutable.ImmutableArray<IncidentEvent> events) =>
        Assert.Null((await world.Desk.HandleAsync(number, World.Commander, _ => Decision.Of(events), CancellationToken.None)).Refusal);
}
