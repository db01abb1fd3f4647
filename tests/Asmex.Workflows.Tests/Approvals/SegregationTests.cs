using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Tests.Budgets;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Approvals;

/// <summary>Who may not decide, line by line; the pages are in the tests of the web.</summary>
public sealed class SegregationTests
{
    // A request of 150,000 by the treasurer goes to the treasurer's role and then to the commission; of 5,000 by the officer to the coordinator.
    [DatabaseTheory]
    [Row("the requester", "officer", 5_000, "", "", "officer", "Approvals.OwnRequest")]
    [Row("a person without the role", "officer", 5_000, "", "", "direction", null)]
    [Row("a person of another region", "officer", 5_000, "", "", "stranger", null)]
    [Row("an auditor, who only reads", "officer", 5_000, "", "", "auditor", null)]
    [Row("a deputy of somebody without the role", "officer", 5_000, "direction", "delegate", "delegate", null)]
    [Row("the requester, as deputy of the decider", "officer", 5_000, "coordinator", "officer", "officer", "Approvals.OwnRequest")]
    [Row("the deputy of the requester", "treasurer", 150_000, "treasurer", "officer", "officer", "Approvals.OwnRequestOf")]
    [Row("who has decided, as deputy at the next level", "delegate", 150_000, "commission", "treasurer", "treasurer", "Approvals.SamePersonTwice", "treasurer")]
    [Row("the deputy of who has decided", "delegate", 150_000, "commission", "direction", "direction", "Approvals.SamePersonTwice", "treasurer", "direction")]
    [Row("a later level before its turn", "delegate", 150_000, "", "", "commission", null)]
    public async Task May_not_decide(DatabaseKind kind, string line, string requester, int amount, string away, string deputy, string who, string? refusal, params string[] before)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var envelope = await treasury.EnvelopeAsync(900_000);
        var request = await LedgerTests.AskAsync(treasury, await treasury.CommitmentAsync(envelope, 1_000), amount, requester);
        if (before.Length == 1)
        {
            await treasury.DecideAsync(request, before[0]);
        }

        if (away.Length > 0)
        {
            await treasury.IsAwayAsync(away, deputy);
        }

        if (before.Length == 2)
        {
            // The deputy has decided for the one who is away, and now comes for the other one as well.
            await treasury.IsAwayAsync(before[0], before[1]);
            await treasury.DecideAsync(request, before[1]);
            await treasury.IsAwayAsync(away, deputy);
        }

        if (refusal is null)
        {
            await Assert.ThrowsAsync<NothingThereException>(() => treasury.DecideAsync(request, who));
        }
        else
        {
            await LedgerTests.RefusedAsync(refusal, () => treasury.DecideAsync(request, who));
        }

        var now = await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == request));
        Assert.True(now.IsPending, line);
        Assert.Equal(Math.Min(1, before.Length), now.Decisions.Count);
        Assert.False(now.AwaitsDecisionOf(await treasury.PresentAsync(who)), line);
        Assert.Equal(amount, (await treasury.StateAsync(envelope)).Reserved);
    }

    [DatabaseTheory]
    public async Task A_deputy_decides_in_the_place_of_who_is_away_and_both_are_kept(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var request = await LedgerTests.AskAsync(treasury, await treasury.CommitmentAsync(await treasury.EnvelopeAsync(100_000), 1_000), 5_000);
        await treasury.IsAwayAsync("coordinator", "officer");

        await treasury.DecideAsync(request, "officer");

        var decision = Assert.Single(await treasury.ReadAsync(db => db.Set<Decision>().AsNoTracking().ToListAsync()));
        Assert.Equal(("Youssef Amrani", "Nadia Bennis", treasury.Person("coordinator").Id), (decision.PersonName, decision.ForName, decision.ForId));
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task Levels_beside_each_other_are_decided_in_any_order(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var now = await treasury.RunAsync<Policies, ApprovalPolicy>(p => p.InForceAsync(default));
        var beside = now with { Rules = [new PolicyRule([new("treasurer"), new("commission", 1, true), new("board", 2)])] };
        await treasury.RunAsync<PublishPolicy, int>(p => p.RunAsync(beside.Write(), now.Version, "Ensemble", null, treasury.As("coordinator"), default));
        var request = await LedgerTests.AskAsync(treasury, await treasury.CommitmentAsync(await treasury.EnvelopeAsync(100_000), 1_000), 5_000);

        await Assert.ThrowsAsync<NothingThereException>(() => treasury.DecideAsync(request, "board-1"));
        await treasury.DecideAsync(request, "commission");
        await Assert.ThrowsAsync<NothingThereException>(() => treasury.DecideAsync(request, "board-1"));
        await treasury.DecideAsync(request, "treasurer");
        await treasury.DecideAsync(request, "board-3");
        await treasury.DecideAsync(request, "board-1", granted: 4_000);

        var approval = await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == request));
        Assert.Equal((ApprovalStatus.Approved, 4_000m), (approval.Status, approval.Granted));
        await treasury.AssertSoundAsync();
    }

    [DatabaseTheory]
    public async Task A_decider_asks_and_the_requester_answers_before_the_decision(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var request = await LedgerTests.AskAsync(treasury, await treasury.CommitmentAsync(await treasury.EnvelopeAsync(100_000), 1_000), 5_000);

        await Assert.ThrowsAsync<NothingThereException>(() => treasury.RunAsync<AskQuestion>(a => a.RunAsync(request, "Pourquoi ?", treasury.As("direction"), default)));
        await LedgerTests.RefusedAsync("Approvals.NoQuestion", () => treasury.RunAsync<AskQuestion>(a => a.RunAsync(request, " ", treasury.As("coordinator"), default)));
        await treasury.RunAsync<AskQuestion>(a => a.RunAsync(request, "Un second devis ?", treasury.As("coordinator"), default));
        var question = await treasury.ReadAsync(db => db.Set<ApprovalQuestion>().AsNoTracking().SingleAsync());
        await Assert.ThrowsAsync<NothingThereException>(() => treasury.RunAsync<AnswerQuestion>(a => a.RunAsync(question.Id, "Oui.", treasury.As("stranger"), default)));
        await LedgerTests.RefusedAsync("Approvals.NoAnswer", () => treasury.RunAsync<AnswerQuestion>(a => a.RunAsync(question.Id, "", treasury.As("delegate"), default)));
        await treasury.RunAsync<AnswerQuestion>(a => a.RunAsync(question.Id, "Joint au dossier.", treasury.As("delegate"), default));
        await LedgerTests.RefusedAsync("Approvals.AnsweredAlready", () => treasury.RunAsync<AnswerQuestion>(a => a.RunAsync(question.Id, "Encore.", treasury.As("delegate"), default)));
        await treasury.DecideAsync(request, "coordinator");

        Assert.Equal(["approval-question", "approval-answer"], (await treasury.ReadAsync(db => db.Letters.AsNoTracking().Where(l => l.Template == "approval-question" || l.Template == "approval-answer").OrderBy(l => l.Id).ToListAsync())).Select(l => l.Template));
    }
}
