using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>Reads and sets the weights for the ramp. Whatever goes wrong comes back as the sentence the ramp stops with.</summary>
internal sealed class RampDns(IActuator actuator, Target target, ProcedureRun run, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    public static string Foreign(DnsState now) => $"somebody else has changed the records. They are now: {string.Join("; ", now.Lines)}";

    /// <summary>The records as they are; asked again until the provider answers.</summary>
    public async Task<DnsState> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return (DnsState)await actuator.ReadAsync(target, cancellationToken);
            }
            catch (ActuatorUnavailableException unavailable)
            {
                await run.ReportAsync($"{target} cannot be read, asking again: {unavailable.Message}", null);
                await Task.Delay(Again, time, cancellationToken);
            }
        }
    }

    /// <summary>Applies unless it is so already, follows and reads back.</summary>
    /// <returns>Why it is not as wanted; null when it is.</returns>
    public async Task<string?> SetAsync(DnsState before, DnsState after, double fraction, CancellationToken cancellationToken)
    {
        var change = new Change(target, before, after);
        if (!change.IsEmpty && await ApplyAsync(change, fraction, cancellationToken) is { } refused) return refused;
        try
        {
            await actuator.FollowAsync(change, (text, _) => run.ReportAsync(text, fraction), cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the new weights are accepted, not yet seen in effect: {Failure.Of(problem, "following the ramp's weights").Sentence}";
        }
        var now = await ReadAsync(cancellationToken);
        return now.IsSameAs(after) ? null : Foreign(now);
    }

    private async Task<string?> ApplyAsync(Change change, double fraction, CancellationToken cancellationToken)
    {
        try
        {
            await actuator.ApplyAsync(change, (text, _) => run.ReportAsync(text, fraction), cancellationToken);
            return null;
        }
        catch (ActuatorRefusedException refused)
        {
            return refused.Message;
        }
        catch (ActuatorUnavailableException unavailable)
        {
            return $"{target} cannot be reached: {unavailable.Message}. Nothing was changed";
        }
        catch (Exception lost) when (!cancellationToken.IsCancellationRequested)
        {
            // The answer is lost, not the effect: the records say what has become of it.
            var now = await ReadAsync(cancellationToken);
            return now.IsSameAs(change.After) ? null : now.IsSameAs(change.Before) ? $"the new weights were not applied: {Failure.Of(lost, "setting the ramp's weights").Sentence}" : Foreign(now);
        }
    }
}
