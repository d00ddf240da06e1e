using k8s.Models;

namespace IncidentConsole.Infra.Kubernetes;

internal static class PodReading
{
    public static bool IsReady(V1Pod pod) =>
        !IsLeaving(pod) && Holds(pod.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Status);

    public static bool IsLeaving(V1Pod pod) => pod.Metadata.DeletionTimestamp is not null || pod.Status?.Phase is "Succeeded" or "Failed";

    public static bool IsReady(V1Node node) => Holds(node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Status);

    private static bool Holds(string? status) => status == "True";
}
