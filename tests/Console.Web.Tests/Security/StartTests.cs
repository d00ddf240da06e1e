namespace IncidentConsole.Web.Tests.Security;

public sealed class StartTests
{
    [Fact]
    public async Task Without_any_identity_it_does_not_start_and_names_the_key()
    {
        var errors = new StringWriter();
        var stderr = System.Console.Error;
        System.Console.SetError(errors);
        try
        {
            var exit = await ConsoleApp.RunAsync(["--applicationName", "Console.Web", "--contentRoot", AppContext.BaseDirectory, "--urls", "http://127.0.0.1:0"]);

            Assert.Equal(2, exit);
        }
        finally
        {
            System.Console.SetError(stderr);
        }
        Assert.Contains("Access:Accounts: Name at least one account", errors.ToString(), StringComparison.Ordinal);
    }
}
