namespace IncidentConsole.Lab.Kubernetes;

/// <summary>Who may ask what.</summary>
internal sealed class Access(KubernetesOptions options, KubernetesFaults faults)
{
    /// <summary>Open to everybody by default (system:public-info-viewer).</summary>
    private static readonly string[] Public = ["/version", "/readyz", "/livez", "/healthz"];

    /// <exception cref="KubernetesException">401 or 403.</exception>
    public void Check(HttpRequest request)
    {
        if (Public.Contains(request.Path.Value)) return;
        if (request.Headers.Authorization.ToString() != $"Bearer {options.Token}") throw new KubernetesException(401, "Unauthorized", "Unauthorized");
        if (faults.IsDenied) throw new KubernetesException(403, "Forbidden", Forbidden(request));
    }

    private string Forbidden(HttpRequest request)
    {
        var user = $"User \"system:serviceaccount:{options.Namespace}:incident-console\"";
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var resource = Resource.All.LastOrDefault(kind => parts.Contains(kind.Plural));
        if (resource is null) return $"forbidden: {user} cannot {request.Method.ToLowerInvariant()} path \"{request.Path}\"";

        var named = parts[^1] != resource.Plural;
        var verb = request.Method switch { "GET" => named ? "get" : "list", "PUT" => "update", var method => method.ToLowerInvariant() };
        var name = named ? $" \"{parts[Array.LastIndexOf(parts, resource.Plural) + 1]}\"" : "";
        var where = resource.IsNamespaced ? $" in the namespace \"{options.Namespace}\"" : " at the cluster scope";
        return $"{resource.QualifiedName}{name} is forbidden: {user} cannot {verb} resource \"{resource.Plural}\" in API group \"{resource.Group}\"{where}";
    }
}
