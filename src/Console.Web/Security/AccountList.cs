using IncidentConsole.Infra.Configuration;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Security;

/// <summary>
/// Who may sign in now: section <c>Access</c>, looked at again whenever somebody asks. A file that cannot be used changes nothing: who was
/// allowed in before still is, and the log says why.
/// </summary>
internal sealed class AccountList(IOptions<AccessOptions> atStart, SettingsFile file, SecurityLog log)
{
    private readonly Lock guard = new();
    private volatile AccessOptions current = atStart.Value;
    private (DateTime, long)? seen = file.Version();

    public AccessOptions Current
    {
        get
        {
            if (file.Version() is { } version && version != seen) Refresh(version);
            return current;
        }
    }

    private void Refresh((DateTime, long) version)
    {
        lock (guard)
        {
            if (version == seen) return;
            seen = version;
            try
            {
                current = ConfigurationCheck.Read<AccessOptions>(file.Read(), AccessOptions.Section);
                log.AccountsRead(string.Join(", ", current.Accounts.Select(account => $"{account.Name} ({account.Role})")),
                    string.Join(", ", current.Machines.Select(machine => $"{machine.Name} ({machine.Scope})")));
            }
            catch (Exception exception)
                when (exception is BadConfigurationException or InvalidDataException or IOException or UnauthorizedAccessException)
            {
                // Half written, perhaps: the next write is another version.
                log.AccountsNotRead(exception.Message);
            }
        }
    }
}
