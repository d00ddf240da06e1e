using System.Globalization;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>Works items off the way a commander does.</summary>
internal sealed class Checklist(Person person, Room room)
{
    /// <summary>Previews an action, confirms it and waits for its success.</summary>
    public async Task DoAsync(int item, string action)
    {
        await room.SelectAsync(item);
        await room.PreviewAsync(action);
        await ConfirmAsync();
    }

    /// <summary>One click, and the item proves itself.</summary>
    public async Task DoAtOnceAsync(int item, string action)
    {
        await room.SelectAsync(item);
        await person.ClickAsync($"action-{action}");
        await room.PlanIsAsync("succeeded");
        Rehearsal.Say($"  {await room.Newest.GetByTestId("plan-result").TextContentAsync()}");
        await room.ItemIsAsync(item, "proven");
    }

    /// <summary>One click, and it is under way.</summary>
    public async Task ClickAsync(int item, string action)
    {
        await room.SelectAsync(item);
        await person.SeesAsync($"offer-{action}");
        var before = await person.Get("plan").CountAsync();
        await person.ClickAsync($"action-{action}");
        await Expect(person.Get("plan")).ToHaveCountAsync(before + 1);
    }

    /// <summary>One click, and this action of the item has succeeded; the item may ask for more.</summary>
    public async Task RunAsync(int item, string action)
    {
        await ClickAsync(item, action);
        await room.PlanIsAsync("succeeded");
        Rehearsal.Say($"  {await room.Newest.GetByTestId("plan-result").TextContentAsync()}");
    }

    /// <summary>Previews and confirms what takes long, and does not wait for it.</summary>
    public async Task StartAsync(int item, string action)
    {
        await room.SelectAsync(item);
        await room.PreviewAsync(action);
        await room.Newest.GetByTestId("confirm-plan").ClickAsync();
    }

    /// <summary>Draws up what cannot be taken back, types its name, and leaves it to a second person.</summary>
    public async Task TypeAsync(int item, string action, string name)
    {
        await room.SelectAsync(item);
        await room.PreviewAsync(action);
        await person.IsBlockedAsync("confirm-plan", $"Type “{name}” to confirm");
        await person.Get("typed-name").FillAsync(name);
        await person.IsBlockedAsync("confirm-plan", "second person");
    }

    /// <summary>Confirms what stands there, once it may be, and waits for its success.</summary>
    public async Task ConfirmAsync()
    {
        await room.Newest.GetByTestId("confirm-plan").ClickAsync();
        await room.PlanIsAsync("succeeded");
        Rehearsal.Say($"  {await room.Newest.GetByTestId("plan-result").TextContentAsync()}");
    }

    /// <summary>Opens the item's message, copies it and marks it as posted.</summary>
    public async Task PostAsync(int item)
    {
        await room.SelectAsync(item);
        await person.ClickAsync("open-message");
        await person.ClickAsync("copy-message");
        Rehearsal.Say((await person.Get("message-text").TextContentAsync())!);
        await person.ClickAsync("mark-posted");
        await person.SeesAsync("posted-note");
        await room.OpenAsync();
        await room.ItemIsAsync(item, "attested", "posted to");
    }

    /// <summary>Gathers what points at the cause, and states it.</summary>
    public async Task StateCauseAsync(int item, string cause)
    {
        await room.SelectAsync(item);
        await person.ClickAsync("action-gather");
        await room.PlanIsAsync("succeeded");
        await person.Get("root-cause").FillAsync(cause);
        await person.ClickAsync("state-root-cause");
        await room.ItemIsAsync(item, "attested", cause);
    }

    public async Task PlanRecoveryAsync(int item)
    {
        await room.SelectAsync(item);
        await person.Get("recovery-eta").FillAsync(In(hours: 2));
        await person.Get("recovery-owner").FillAsync("ana");
        await person.ClickAsync("plan-recovery");
        await room.ItemIsAsync(item, "attested", "ana");
    }

    /// <summary>Settles an item on the person's word.</summary>
    public async Task AttestAsync(int item, string reason)
    {
        await room.SelectAsync(item);
        await person.Get("reason").FillAsync(reason);
        await person.ClickAsync("attest");
        await room.ItemIsAsync(item, "attested", reason);
    }

    public async Task SchedulePostMortemAsync(int item)
    {
        await room.SelectAsync(item);
        await person.Get("post-mortem-at").FillAsync(In(hours: 24));
        await person.Get("post-mortem-owner").FillAsync("ana");
        await person.ClickAsync("schedule-post-mortem");
        await room.ItemIsAsync(item, "attested", "ana");
    }

    /// <summary>Nothing is open any more, and the incident is resolved.</summary>
    public async Task ResolveAsync(string reason)
    {
        await person.SeesAsync("situation", "all items settled");
        await person.ClickAsync("command-menu");
        await person.Get("command-reason").FillAsync(reason);
        await person.ClickAsync("resolve");
        await Expect(person.Page.Locator("h1")).ToContainTextAsync("resolved");
    }

    /// <summary>A moment to come, as the forms take it.</summary>
    public static string In(double hours) => TimeProvider.System.GetUtcNow().AddHours(hours).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
