using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Infra.Configuration;

/// <summary>The setting is an absolute http or https address. A missing one is <see cref="RequiredAttribute"/>'s business.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpAddressAttribute() : ValidationAttribute("The {0} must be an address such as http://host:port.")
{
    public override bool IsValid(object? value) => value switch
    {
        null => true,
        Uri uri => uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps),
        _ => false,
    };
}
