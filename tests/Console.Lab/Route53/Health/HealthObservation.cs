using System.Net;

namespace IncidentConsole.Lab.Route53.Health;

/// <summary>What one checker last saw.</summary>
/// <param name="Checker">The AWS region it sits in.</param>
/// <param name="Address">The address it probes from.</param>
/// <param name="Status">As the service words it: <c>Success: HTTP Status Code 200, OK</c> or <c>Failure: ...</c>.</param>
/// <param name="IsHealthy">Its verdict, which takes <see cref="HealthCheck.FailureThreshold"/> probes in a row to turn.</param>
public sealed record HealthObservation(string Checker, IPAddress Address, string Status, DateTimeOffset CheckedAt, bool IsHealthy);
