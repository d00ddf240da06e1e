using IncidentConsole.Web.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Tests.Security;

internal static class TestAccounts
{
    public static AccountList Of(AccessOptions access) =>
        new(Options.Create(access), SettingsFile.AddTo(new ConfigurationManager(), []), new SecurityLog(NullLoggerFactory.Instance));
}
