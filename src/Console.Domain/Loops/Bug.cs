using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Domain.Loops;

/// <summary>
/// An exception nobody expects. Whoever catches one goes on without what threw it and shows <see cref="Sentence"/>; the stack is in the log under
/// the same reference (<see cref="BugLog"/>).
/// </summary>
public sealed class Bug
{
    /// <summary>Hears of every bug in this process. Pure code may throw as well: so it is no service that would have to be handed to it.</summary>
    public static readonly DiagnosticListener Source = new("IncidentConsole.Bugs");

    private const int FramesThatTell = 8;

    private Bug(Exception exception, string where) => (Exception, Where, Reference) = (exception, where, ReferenceOf(exception));

    public Exception Exception { get; }

    /// <summary>What was being done: <c>check 2 of item 5</c>.</summary>
    public string Where { get; }

    /// <summary>The same for the same exception from the same place, in every replica of one build: eight hexadecimal digits.</summary>
    public string Reference { get; }

    /// <summary>What a reading, an item or a message says instead.</summary>
    public string Sentence => $"this is a bug in the console (reference {Reference})";

    /// <summary>Tells the log, and gives what to show.</summary>
    public static Bug Of(Exception exception, string where)
    {
        var bug = new Bug(exception, where);
        if (Source.IsEnabled()) Source.Write(nameof(Bug), bug);
        return bug;
    }

    /// <summary>The value; or, when working it out throws, what stands for a bug.</summary>
    public static T Shield<T>(Func<T> work, string where, Func<Bug, T> instead)
    {
        try
        {
            return work();
        }
        catch (Exception exception)
        {
            return instead(Of(exception, where));
        }
    }

    private static string ReferenceOf(Exception exception)
    {
        var text = new StringBuilder(exception.GetType().FullName);
        foreach (var frame in new StackTrace(exception).GetFrames().Take(FramesThatTell))
            if (DiagnosticMethodInfo.Create(frame) is { } method)
                text.Append('\n').Append(method.DeclaringTypeName).Append('.').Append(method.Name);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..8];
    }
}
