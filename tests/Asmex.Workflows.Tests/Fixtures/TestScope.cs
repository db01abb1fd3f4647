using Asmex.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>One unit of work with its own context.</summary>
public sealed class TestScope(AsyncServiceScope scope) : IAsyncDisposable
{
    public WorkflowsDbContext Db => Get<WorkflowsDbContext>();

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
