namespace IncidentConsole.Web.Security;

/// <summary><c>Console.Web hash-password</c>: reads a password from standard input and prints what belongs into <c>Access:Accounts:n:PasswordHash</c>.</summary>
internal static class PasswordCommand
{
    public static int Run(TextReader input, TextWriter output)
    {
        if (input.ReadLine() is not { Length: > 0 } password) return 2;
        output.WriteLine(PasswordHashes.Of(password));
        return 0;
    }
}
