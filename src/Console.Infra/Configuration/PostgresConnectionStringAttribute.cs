using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace IncidentConsole.Infra.Configuration;

/// <summary>The setting is a Postgres connection string. A missing one is <see cref="RequiredAttribute"/>'s business.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PostgresConnectionStringAttribute()
    : ValidationAttribute("The {0} must be of the form Host=…;Database=…;Username=…;Password=….")
{
    public override bool IsValid(object? value)
    {
        try
        {
            return value is null or "" || value is string text && new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}
