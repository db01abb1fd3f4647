using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms.Merging;

public sealed class MergeRaceTests
{
    private const int Rounds = 6;

    [DatabaseTheory]
    public async Task Of_two_merges_at_once_one_is_refused_whichever_file_each_keeps(DatabaseKind kind)
    {
        for (var i = 0; i < Rounds; i++)
        {
            await using var database = await TestDatabase.CreateAsync(kind);
            var twins = await Twins.AreAsync(database);

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => AnswerAsync(() => database.RunAsync<MergeFirms, FirmMerge>(verb => verb.RunAsync(twins.Request([], keepsFull: n % 2 == 0), Given.Delegate, default)))));

            Assert.Single(answers, "done");
            Assert.Equal(3, answers.Count(a => a == "Merging.MergedAlready"));
            var (full, thin) = await twins.FilesAsync(database);
            Assert.True(full.MergedIntoId is null != thin.MergedIntoId is null);
        }
    }

    [DatabaseTheory]
    public async Task A_merge_against_a_change_leaves_no_half(DatabaseKind kind)
    {
        for (var i = 0; i < Rounds; i++)
        {
            await using var database = await TestDatabase.CreateAsync(kind);
            var twins = await Twins.AreAsync(database);

            var answers = await Task.WhenAll(
                AnswerAsync(() => twins.MergeAsync(database)),
                AnswerAsync(() => database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(twins.Thin.Id, Twins.ThinDraft with { Staff = 77 }, twins.Thin.Version, Given.Delegate, default))),
                AnswerAsync(() => database.RunAsync<AddContact, Contact>(verb => verb.RunAsync(twins.Thin.Id, Given.Contact, Given.Delegate, default))),
                AnswerAsync(() => database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(twins.Thin.Id, NeedCategory.Other, "Emballage"), Given.Delegate, default))));

            // The contact and the need come before the merge or after it, and are at the file that stands either way.
            Assert.Contains((answers[0], answers[1]), new[] { ("done", "Merging.MergedMeanwhile"), ("Merging.ChangedMeanwhile", "done") });
            Assert.Equal(("done", "done"), (answers[2], answers[3]));
            await using var scope = database.Scope();
            var stands = await scope.Db.KeptOfAsync(twins.Thin.Id, default);
            Assert.Equal(stands, (await scope.Db.Set<Contact>().SingleAsync()).FirmId);
            Assert.Equal(stands, (await scope.Db.Set<Need>().SingleAsync()).FirmId);
        }
    }

    [DatabaseTheory]
    public async Task Undo_against_undo_and_against_who_follows_leaves_no_half(DatabaseKind kind)
    {
        for (var i = 0; i < Rounds; i++)
        {
            await using var database = await TestDatabase.CreateAsync(kind);
            var twins = await Twins.AreAsync(database);
            var merge = await twins.MergeAsync(database);

            var answers = await Task.WhenAll(
                AnswerAsync(() => database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default))),
                AnswerAsync(() => database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default))),
                AnswerAsync(() => twins.MergeAsync(database)),
                AnswerAsync(() => database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(twins.Thin.Id, NeedCategory.Other, "Emballage"), Given.Delegate, default))));

            Assert.Equal(["Merging.UndoneAlready", "done"], answers.Take(2).Order(StringComparer.Ordinal));
            Assert.True(answers[2] is "Merging.MergedAlready" or "Merging.ChangedMeanwhile", answers[2]);
            Assert.Equal("done", answers[3]);
            var (full, thin) = await twins.FilesAsync(database);
            Assert.Equal((null, null), (full.MergedIntoId, thin.MergedIntoId));
        }
    }

    private static async Task<string> AnswerAsync(Func<Task> act)
    {
        try
        {
            await Task.Run(act);
            return "done";
        }
        catch (RuleBrokenException refusal)
        {
            return refusal.Key;
        }
    }
}
