using System.Security.Claims;

namespace IncidentConsole.Web.Security;

/// <summary>
/// Whether who signed in once may still be here. Asked at each request, at each click of an open page, and again and again while a page
/// or screen is open.
/// </summary>
internal sealed class Sessions(AccountList accounts, EndedSessions ended, TimeProvider time)
{
    /// <summary>Its account, when the session still holds; otherwise why not.</summary>
    public (Account? Account, string? Over) Ask(ClaimsPrincipal user)
    {
        var access = accounts.Current;
        var now = time.GetUtcNow();
        return access.Accounts.FirstOrDefault(candidate => candidate.Name == user.Identity?.Name) is not { } account
            ? (null, "the account is gone")
            : !user.IsSession() ? user.BeganWith(account.TokenHash) ? (account, null) : (null, "the token has changed")
            : user.Began() is not { } began || user.SessionId() is not { } session ? (null, "it is of an older build")
            : !user.BeganWith(account.PasswordHash) ? (null, "the password has changed")
            : began < account.SessionsFrom ? (null, "the account's sessions were ended")
            : now >= began + access.SessionLength ? (null, "its time is over")
            : ended.Has(session) ? (null, "it was signed out")
            : (account, null);
    }

    /// <summary>Whether it holds and may do what it could do when it began: with another role it begins anew.</summary>
    public string? WhyOver(ClaimsPrincipal user) =>
        user.IsMachine() ? "a machine has no page" : Ask(user) is var (account, over) && account is null ? over : user.HasRoleOf(account)
            ? null : "the role has changed";

    /// <summary>Ends it here at once, and everywhere as soon as the others hear of it.</summary>
    public Task EndAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        user.SessionId() is { } session && user.Began() is { } began && user.Identity?.Name is { } name
            ? ended.AddAsync(new(session, name, time.GetUtcNow(), began + AccessOptions.LongestSession), cancellationToken)
            : Task.CompletedTask;
}
