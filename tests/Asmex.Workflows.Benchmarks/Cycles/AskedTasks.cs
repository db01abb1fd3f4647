using System.Collections.Concurrent;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Running;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>The application behind <c>Elsa.RunTask</c>: remembers which bookmark an instance waits at.</summary>
internal sealed class AskedTasks : IEffectHandler<RunTaskEffect>
{
    private readonly ConcurrentDictionary<string, string> _asked = new();

    public Task ApplyAsync(RunTaskEffect effect, EffectContext context, CancellationToken cancellation)
    {
        _asked[context.InstanceId] = effect.ExecutionId;
        return Task.CompletedTask;
    }

    public string BookmarkOf(string instanceId) => _asked.TryRemove(instanceId, out var bookmark) ? bookmark : throw new InvalidOperationException($"Instance '{instanceId}' asked for no task.");
}
