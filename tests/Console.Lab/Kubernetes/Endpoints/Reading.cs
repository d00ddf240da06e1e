using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;
using IncidentConsole.Lab.Kubernetes.Selecting;

namespace IncidentConsole.Lab.Kubernetes.Endpoints;

/// <summary>get and list of every kind.</summary>
internal sealed class Reading(KubernetesOptions options, ObjectStore store)
{
    public IResult Get(Resource resource, string name, string? ns, HttpRequest request)
    {
        var item = Find(resource, name, ns);
        return Answer.Json(Table.IsAsked(request) ? Table.Of(resource, [item], item.Text("metadata", "resourceVersion")!) : item);
    }

    public IResult List(Resource resource, string? ns, HttpRequest request)
    {
        var selects = Selection(resource, ns, request);
        var (version, all) = store.List(resource);
        var items = all.Where(selects).ToList();
        return Answer.Json(Table.IsAsked(request) ? Table.Of(resource, items, version.ToString()) : new JsonObject
        {
            ["kind"] = resource.Kind + "List",
            ["apiVersion"] = resource.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString() },
            ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]),
        });
    }

    /// <exception cref="KubernetesException">404.</exception>
    public JsonObject Find(Resource resource, string name, string? ns) =>
        (ns is null || ns == options.Namespace ? store.Find(resource, name) : null) ?? throw KubernetesException.NotFound(resource, name);

    /// <summary>What the request's namespace and selectors let through.</summary>
    public Func<JsonObject, bool> Selection(Resource resource, string? ns, HttpRequest request)
    {
        var labels = LabelSelector.Parse(request.Query["labelSelector"]);
        var fields = FieldSelector.Parse(request.Query["fieldSelector"]);
        var here = !resource.IsNamespaced || ns is null || ns == options.Namespace;
        return item => here && labels(item) && fields(item);
    }
}
