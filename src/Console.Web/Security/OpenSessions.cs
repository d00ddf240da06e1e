using System.Collections.Concurrent;
using System.Security.Claims;

namespace IncidentConsole.Web.Security;

/// <summary>What stays open after its request was answered, pages and screens, with what ends it when its session is over.</summary>
internal sealed class OpenSessions
{
    private readonly ConcurrentDictionary<object, (ClaimsPrincipal User, Action<string> End)> open = new();
    private readonly Sessions sessions;

    public OpenSessions(Sessions sessions, EndedSessions ended)
    {
        this.sessions = sessions;
        ended.Changed += Review;
    }

    /// <param name="key">By which it is taken out again.</param>
    /// <param name="end">Told why, once.</param>
    public void Add(object key, ClaimsPrincipal user, Action<string> end) => open[key] = (user, end);

    public void Remove(object key) => open.TryRemove(key, out _);

    /// <summary>Asks again of each, and ends those that are over.</summary>
    public void Review()
    {
        foreach (var (key, (user, end)) in open)
            if (sessions.WhyOver(user) is { } reason && open.TryRemove(key, out _)) end(reason);
    }
}
