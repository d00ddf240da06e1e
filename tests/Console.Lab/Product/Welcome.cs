namespace IncidentConsole.Lab.Product;

/// <summary>What <c>./run</c> prints once everything is up.</summary>
internal static class Welcome
{
    public static void Print(RunFile run, string folder)
    {
        Console.WriteLine();
        Console.WriteLine($"  Incident Console   {run.Console}");
        Console.WriteLine($"  Rehearsal range    {run.Range}   (break things here)");
        Console.WriteLine();
        foreach (var account in run.Accounts) Console.WriteLine($"  {account.Name,-10} {account.Password}");
        Console.WriteLine();
        Console.WriteLine($"  API tokens: {Path.Combine(folder, "run.json")}    Log: {Path.Combine(folder, "console.log")}    Ctrl+C stops everything.");
    }
}
