using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Rollouts;

/// <summary>
/// Scheduler, kubelet and Deployment controller in one: brings the running pods to what the deployment says, a step at a time, and
/// reports pods and status as they are.
/// </summary>
internal sealed class DeploymentController(TimeProvider time, KubernetesOptions options, ObjectStore store, EventLog events, IPodHost host) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<PodRun> runs = [];
    private Task running = Task.CompletedTask;
    private string? revisionOf;
    private int scheduled;

    /// <summary>Returns once the first pods run.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await StepAsync(cancellationToken);
        running = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var run in runs) await run.StopAsync();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(options.ControllerPeriod, time);
        while (await timer.WaitForNextTickAsync(stopping.Token))
            await StepAsync(stopping.Token);
    }

    /// <summary>Looks, takes one step and reports.</summary>
    private async Task StepAsync(CancellationToken cancellationToken)
    {
        var deployment = store.Find(Resource.Deployments, options.Deployment)!;
        var template = new PodTemplate((JsonObject)deployment["spec"]!["template"]!);
        foreach (var run in runs.Where(run => run.Observe(time.GetUtcNow())).ToList()) Report(run);

        var rollout = new Rollout(deployment.Int("spec", "replicas")!.Value, DeploymentStatus.Surge(deployment), DeploymentStatus.Unavailable(deployment));
        var step = rollout.Next(View(template));
        if (step.Start > 0) await StartPodsAsync(step.Start, template, cancellationToken);
        if (step.Stop is { } name) await StopPodAsync(runs.First(run => run.Name == name));

        Publish(template, deployment.Int("metadata", "generation"));
    }

    private async Task StartPodsAsync(int count, PodTemplate template, CancellationToken cancellationToken)
    {
        var created = Enumerable.Range(0, count).Select(_ => CreatePod(template)).ToList();
        runs.AddRange(created);
        await Task.WhenAll(created.Select(run => StartPodAsync(run, cancellationToken)));
        // One that could not start is not kept: the next step makes another.
        foreach (var failed in created.Where(run => !run.IsStarted))
        {
            runs.Remove(failed);
            store.Remove(Resource.Pods, failed.Name);
        }
    }

    private PodRun CreatePod(PodTemplate template)
    {
        var name = $"{options.Deployment}-{template.Hash}-{Guid.NewGuid().ToString("n")[..5]}";
        var run = new PodRun(name, template, NodeJson.Name(options.Region, scheduled++ % options.Nodes), time.GetUtcNow());
        Show(run);
        events.Add(Resource.Pods, name, "Scheduled", $"Successfully assigned {options.Namespace}/{name} to {run.Node}");
        return run;
    }

    private async Task StartPodAsync(PodRun run, CancellationToken cancellationToken)
    {
        try
        {
            await run.StartAsync(host, new PodSpec(options.Region, run.Name, run.Template.Environment(options.Container)), cancellationToken);
            events.Add(Resource.Pods, run.Name, "Started", $"Started container {options.Container}");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            events.Add(Resource.Pods, run.Name, "Failed", $"Error: {error.Message}");
        }
        run.Observe(time.GetUtcNow());
        Show(run);
    }

    private async Task StopPodAsync(PodRun run)
    {
        run.BeginStop(time.GetUtcNow());
        Show(run);
        events.Add(Resource.Pods, run.Name, "Killing", $"Stopping container {options.Container}");
        try
        {
            await run.StopAsync();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            events.Add(Resource.Pods, run.Name, "FailedKillPod", $"error killing pod: {error.Message}");
        }
        runs.Remove(run);
        store.Remove(Resource.Pods, run.Name);
    }

    private void Report(PodRun run)
    {
        // The event first: who sees the pod so finds it too.
        if (!run.IsReady) events.Add(Resource.Pods, run.Name, "Unhealthy", "Readiness probe failed: the backend does not answer");
        Show(run);
    }

    private void Publish(PodTemplate template, int? observed) => store.Update(Resource.Deployments, options.Deployment, deployment =>
    {
        // The spec may have moved on during this step: what was not looked at is not reported as observed.
        if (deployment.Int("metadata", "generation") != observed) return deployment!;
        if (revisionOf != template.Hash) Revise(deployment!, template.Hash);
        deployment!["status"] = DeploymentStatus.Of(deployment, View(template), time.GetUtcNow());
        return deployment;
    });

    private void Revise(JsonObject deployment, string hash)
    {
        const string revision = "deployment.kubernetes.io/revision";
        revisionOf = hash;
        var annotations = deployment["metadata"]!["annotations"] as JsonObject ?? [];
        annotations[revision] = (int.Parse(annotations.Text(revision) ?? "0") + 1).ToString();
        if (annotations.Parent is null) deployment["metadata"]!["annotations"] = annotations;
        events.Add(Resource.Deployments, options.Deployment, "ScalingReplicaSet", $"Rolling out replica set {options.Deployment}-{hash}");
    }

    private List<RolloutPod> View(PodTemplate template) =>
        [.. runs.Where(run => run.StoppingSince is null).Select(run => new RolloutPod(run.Name, run.Template.Hash == template.Hash, run.IsReady))];

    private void Show(PodRun run) => store.Put(Resource.Pods, PodJson.Create(options, run));
}
