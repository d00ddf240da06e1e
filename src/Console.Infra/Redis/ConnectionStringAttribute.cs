using System.ComponentModel.DataAnnotations;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis;

/// <summary>A connection string that the client understands and that names a server. The message does not repeat it: it holds a password.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionStringAttribute() : ValidationAttribute("is no Redis connection string, such as host:6379,password=...")
{
    public override bool IsValid(object? value)
    {
        if (value is not string { Length: > 0 } text) return true;
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
