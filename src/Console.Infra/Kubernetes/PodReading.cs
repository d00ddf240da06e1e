using k8s.Models;

namespace IncidentConsole.Infra.Kubernetes;

internal static class PodReading
{
    public static bool IsReady(V1Pod pod) =>
        !IsLeaving(pod) && Holds(pod.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Status);

    public static bool IsLeaving(V1Pod pod) => pod.Metadata.DeletionTimestamp is not null || pod.Status?.Phase is "Succeeded" or "Failed";

    /// <summary>On its way out, and until then it serves what reaches it.</summary>
    public static bool IsTerminating(V1Pod pod) => pod.Metadata.DeletionTimestamp is not null && pod.Status?.Phase
        is not ("Succeeded" or "Failed");

    public static string Terminating(int pods) => pods == 1 ? "1 pod is terminating" : $"{pods} pods are terminating";

    public static bool IsReady(V1Node node) => Holds(node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Status);

    private static bool Holds(string? status) => status == "True";
}
