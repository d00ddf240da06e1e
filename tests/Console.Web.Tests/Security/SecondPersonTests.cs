using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Security;

namespace IncidentConsole.Web.Tests.Security;

public class SecondPersonTests
{
    [Theory]
    [InlineData(Role.Responder, Health.Pass)]
    [InlineData(Role.Viewer, Health.Fail)]
    public async Task A_responder_is_enough_of_a_second_person_and_takes_no_command(Role second, Health expected)
    {
        var access = new AccessOptions { Accounts = [new() { Name = "ana", Role = Role.Commander }, new() { Name = "ben", Role = second }] };

        var finding = await new SecondPersonThere(TestAccounts.Of(access)).CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, finding.Verdict);
        Assert.Equal(["ana"], access.MayCommand);
    }
}
