namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>A shell whose kubectl is set to one cluster, as the runbook takes for granted.</summary>
internal static class Kubectl
{
    public static Shell On(Uri secureAddress, string token = "range-token")
    {
        var shell = new Shell();
        shell.Write("kubeconfig", $$"""
            {"apiVersion": "v1", "kind": "Config", "current-context": "range",
             "clusters": [{"name": "range", "cluster": {"server": "{{secureAddress}}", "insecure-skip-tls-verify": true} }],
             "users": [{"name": "range", "user": {"token": "{{token}}"} }],
             "contexts": [{"name": "range", "context": {"cluster": "range", "user": "range"} }]}
            """);
        shell.Environment["KUBECONFIG"] = shell.PathOf("kubeconfig");
        shell.Environment["HOME"] = shell.Folder; // it keeps its discovery cache there
        return shell;
    }
}
