using System.Text.Json;
using IncidentConsole.Infra.Probing;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>What an exception of the Kubernetes client means.</summary>
internal static class ClusterFailure
{
    /// <summary>The API understood and said no; nothing was done.</summary>
    public static bool IsRefusal(Exception failure) => Code(failure) is >= 400 and < 500;

    /// <summary>Somebody else has changed the object since it was read.</summary>
    public static bool IsConflict(Exception failure) => Code(failure) == 409;

    public static bool WasNeverSent(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    };

    /// <summary>In the API's own words where it said any, else why it could not be asked.</summary>
    public static string Words(Exception failure, TimeSpan timeBox) => failure switch
    {
        HttpOperationException answered when Message(answered) is { Length: > 0 } words => $"{Reason.Of(answered.Response.StatusCode)}: {words}",
        HttpOperationException answered => Reason.Of(answered.Response.StatusCode),
        FileNotFoundException or DirectoryNotFoundException => "the configured file is not there",
        k8s.Exceptions.KubeConfigException => "the kubeconfig file cannot be used",
        _ => Reason.Of(failure, timeBox),
    };

    /// <summary>Short, for the board.</summary>
    public static string Brief(Exception failure, TimeSpan timeBox) =>
        failure is HttpOperationException answered ? Reason.Of(answered.Response.StatusCode) : Words(failure, timeBox);

    private static int? Code(Exception failure) => failure is HttpOperationException answered ? (int)answered.Response.StatusCode : null;

    private static string? Message(HttpOperationException answered)
    {
        try
        {
            return KubernetesJson.Deserialize<V1Status>(answered.Response.Content)?.Message;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
