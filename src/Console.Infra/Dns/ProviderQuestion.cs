using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;

namespace IncidentConsole.Infra.Dns;

internal static class ProviderQuestion
{
    /// <summary>What the provider understood and refused fails, in its own words; what did not reach it is Unknown.</summary>
    public static async Task<ReadinessFinding> AskAsync(IDnsProvider provider, Func<Task<ReadinessFinding>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var judged = provider.Judge(failure);
            var words = judged.Words ?? Reason.Of(failure, Places.TimeBox);
            return judged.Kind == FailureKind.Refused
                ? ReadinessFinding.Fail(words, $"Look at the console's credentials for {provider.Name}, and at the ids in the Dns section.")
                : ReadinessFinding.NotAsked(words);
        }
    }
}
