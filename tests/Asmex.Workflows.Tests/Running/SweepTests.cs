using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Running;

public sealed class SweepTests
{
    private static readonly Guid _first = Guid.CreateVersion7();
    private static readonly Guid _second = Guid.CreateVersion7();
    private static readonly Guid _third = Guid.CreateVersion7();

    [DatabaseTheory]
    public async Task One_that_fails_keeps_none_of_the_others_back_and_is_said_at_the_end(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind);
        var worked = new List<Guid>();

        var failure = await Assert.ThrowsAsync<AggregateException>(() => database.RunAsync<Sweep>(sweep => sweep.RunAsync(Due, (_, id) =>
        {
            worked.Add(id);
            return id == _second ? throw new InvalidOperationException("It cannot be.") : Task.FromResult(1);
        })));

        Assert.Equal([_first, _second, _third], worked);
        Assert.Equal("It cannot be.", Assert.Single(failure.InnerExceptions).Message);
    }

    [DatabaseTheory]
    public async Task What_waits_for_a_repair_is_left_and_is_no_failure(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind);
        var done = 0;

        await database.RunAsync<Sweep>(async sweep => done = await sweep.RunAsync(Due, (_, id) => id == _first ? throw new RuleBrokenException("Running.Held") : Task.FromResult(2)));

        Assert.Equal(4, done);
    }

    private static Task<List<Guid>> Due(IServiceProvider services) => Task.FromResult<List<Guid>>([_first, _second, _third]);
}
