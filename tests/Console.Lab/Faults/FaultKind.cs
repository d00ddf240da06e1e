namespace IncidentConsole.Lab.Faults;

/// <summary>A way the range can be broken, as the page and <c>GET /faults</c> list it.</summary>
/// <param name="Name">The name in <c>PUT /faults/{name}</c>, such as <c>region-down</c>.</param>
/// <param name="Effect">What happens to whoever looks, in one sentence.</param>
/// <param name="Arguments">What it can be given; most are optional.</param>
public sealed record FaultKind(string Name, string Effect, IReadOnlyList<FaultArgument> Arguments);
