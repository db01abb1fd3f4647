using System.Text.Json.Nodes;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Running;

public sealed class SizesTests
{
    private static JsonValue Letters(int kilobytes) => JsonValue.Create(new string('a', kilobytes * 1024));

    [DatabaseTheory]
    public async Task An_answer_that_is_too_large_is_refused_with_the_limit_and_may_be_given_again(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind, options => options.MostPayloadKilobytes = 20);
        await database.StartAsync("asked", "i1");

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.AnswerAsync("i1", Letters(30)));

        Assert.Equal("The data sent take 31 KB; the limit is 20 KB. Nothing was written: attach a file instead, or send less.", refusal.In("en"));
        await database.AnswerAsync("i1", Letters(10));
        Assert.Equal(2, await database.ReadAsync(db => db.Set<JournalEntry>().CountAsync()));
    }

    [DatabaseTheory]
    public async Task An_input_that_is_too_large_starts_nothing(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind, options => options.MostPayloadKilobytes = 20);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.StartAsync("asked", "i1", new JsonObject { ["much"] = Letters(30) }));

        Assert.Equal("Running.PayloadTooLarge", refusal.Key);
        Assert.Empty(await database.ReadAsync(db => db.Set<WorkflowInstance>().ToListAsync()));
    }

    [DatabaseTheory]
    public async Task A_variable_that_would_become_too_large_is_refused_by_name(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind, options => options.MostVariableKilobytes = 20);
        await database.StartAsync("asked", "i1");

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.AnswerAsync("i1", Letters(30)));

        Assert.Equal("The variable “said” would take 31 KB; the limit is 20 KB. Nothing was written: keep less in it.", refusal.In("en"));
        Assert.Equal("ask", Assert.Single(await database.ReadAsync(db => db.Set<WaitingBookmark>().ToListAsync())).ActivityId);
    }

    [DatabaseTheory]
    public async Task What_an_instance_carries_as_a_whole_has_a_limit_too(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind, options => options.MostStateKilobytes = 20);
        await database.StartAsync("asked", "i1");

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.AnswerAsync("i1", Letters(30)));

        Assert.Equal(("Running.StateTooLarge", 20), (refusal.Key, refusal.Values[^1]));
        Assert.Equal("ask", Assert.Single(await database.ReadAsync(db => db.Set<WaitingBookmark>().ToListAsync())).ActivityId);
    }
}
