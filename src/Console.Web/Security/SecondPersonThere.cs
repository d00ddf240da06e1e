using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Readiness;

namespace IncidentConsole.Web.Security;

/// <summary>What destroys needs a second person: at least two accounts can approve. Whether they are awake, a drill shows.</summary>
internal sealed class SecondPersonThere(AccountList accounts) : IReadinessCheck
{
    public string Key => "second-person";
    public string Title => "Somebody may command, and a second person approve";
    public ReadinessGroup Group => ReadinessGroup.People;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken)
    {
        var access = accounts.Current;
        var able = access.MayApprove;
        if (!access.Accounts.Any(account => account.Role == Role.Commander))
            return Task.FromResult(ReadinessFinding.Fail("no account has the role commander", "Give somebody an account with the role commander (Access:Accounts)."));
        return Task.FromResult(able.Count >= 2 ? ReadinessFinding.Pass($"accounts: {string.Join(", ", able)}; whether they can be reached is not measured")
            : ReadinessFinding.Fail($"only {able[0]} can", "Give a second person an account with the role responder or commander (Access:Accounts): otherwise whoever commands waits for nobody."));
    }
}
