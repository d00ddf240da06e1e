using MudBlazor;

namespace IncidentConsole.Web.Layout;

/// <summary>What MudBlazor's components take over from this console. Their colours follow css/tokens.css, so light and dark need no server.</summary>
internal static class ConsoleTheme
{
    public static MudTheme Value { get; } = new()
    {
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = ["Roboto", "Helvetica Neue", "Arial", "Liberation Sans", "sans-serif"], FontSize = "14px", LineHeight = "1.45" },
            Button = new ButtonTypography { TextTransform = "none", FontWeight = "500" },
        },
        LayoutProperties = new() { DefaultBorderRadius = "6px" },
    };
}
