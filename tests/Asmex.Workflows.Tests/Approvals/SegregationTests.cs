using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.MailActs;
using Asmex.Workflows.Tests.Budgets;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Web;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Pages.Approvals;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Approvals;

/// <summary>Who may not decide, line by line: by the verb, from a letter, and on the pages.</summary>
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
        var (envelope, request) = await ArrangeAsync(treasury, requester, amount, away, deputy, before);
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

        foreach (var act in Enum.GetValues<Verdict>())
        {
            var link = await LinkAsync(treasury, now, who, act);
            await LedgerTests.RefusedAsync("MailActs.NotYoursNow", () => treasury.RunAsync<ActByLink>(a => a.RunAsync(new MailActRequest(link, "Non", now.Version, treasury.Person(who).Id), default)));
        }

        if (kind == DatabaseKind.Sqlite)
        {
            await ByPagesAsync(treasury, now, who);
        }

        Assert.Equal(now.Version, (await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == request))).Version);
        Assert.Equal(amount, (await treasury.StateAsync(envelope)).Reserved);
    }

    // A form that was kept from elsewhere is sent as well: what a page does not offer, its address must refuse.
    private static async Task ByPagesAsync(Treasury treasury, Approval request, string who)
    {
        await using var front = new Front(treasury.Database, TestFolder.New("segregation"));
        var visitor = await front.AsAsync(treasury.Person(who).Id);
        var page = await visitor.GoAsync($"/approvals/{request.Id}");
        Assert.Null(page.Page.QuerySelector("form.decision"));
        Assert.DoesNotContain(request.Id.ToString(), (await visitor.GoAsync("/approvals")).Page.QuerySelector("main form")?.OuterHtml ?? "", StringComparison.Ordinal);

        var token = (await visitor.GoAsync("/account")).One<IHtmlInputElement>("input[name=__RequestVerificationToken]").Value;
        foreach (var act in new[] { "Approve", "Less", "SendBack", "Reject" })
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = "decide",
                ["__RequestVerificationToken"] = token,
                [PostedDecision.SeenField] = request.Version.ToString(CultureInfo.InvariantCulture),
                [PostedDecision.Button] = act,
                [PostedDecision.AmountField] = "1",
                ["reason." + act] = "Non",
            });
            using var answer = await visitor.Http.PostAsync(new Uri($"/approvals/{request.Id}", UriKind.Relative), form);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.OK, $"{act}: {answer.StatusCode}");
        }

        var byLink = await front.Stranger().GoAsync("/act/" + await LinkAsync(treasury, request, who, Verdict.Approve));
        Assert.Null(byLink.Page.QuerySelector("main form"));
    }

    private static async Task<string> LinkAsync(Treasury treasury, Approval request, string who, Verdict act)
    {
        await using var scope = treasury.Database.Scope();
        var links = await scope.Get<MailActLinks>().IssueAsync(request, treasury.Person(who), default);
        await scope.Db.SaveChangesAsync();
        return links[act].Target[(links[act].Target.LastIndexOf('/') + 1)..];
    }

    private static async Task<(Guid Envelope, Guid Request)> ArrangeAsync(Treasury treasury, string requester, int amount, string away, string deputy, string[] before)
    {
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

        return (envelope, request);
    }

    [DatabaseTheory]
    public async Task A_deputy_decides_from_the_letter_too_and_both_are_kept(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var request = await LedgerTests.AskAsync(treasury, await treasury.CommitmentAsync(await treasury.EnvelopeAsync(100_000), 1_000), 5_000);
        await treasury.IsAwayAsync("coordinator", "officer");
        var asked = await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == request));
        var link = await LinkAsync(treasury, asked, "officer", Verdict.Approve);

        await treasury.RunAsync<ActByLink>(a => a.RunAsync(new MailActRequest(link, null, asked.Version, null), default));

        var decision = Assert.Single(await treasury.ReadAsync(db => db.Set<Decision>().AsNoTracking().ToListAsync()));
        Assert.Equal(("Youssef Amrani", "Nadia Bennis"), (decision.PersonName, decision.ForName));
        await treasury.AssertSoundAsync();
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
    public async Task What_went_up_is_decided_by_the_deputy_of_who_is_away_there(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var request = await LedgerTests.AskAsync(treasury, await treasury.CommitmentAsync(await treasury.EnvelopeAsync(100_000), 1_000), 5_000);
        var asked = await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == request));
        treasury.Database.Clock.SetUtcNow(Zone.At(asked.EscalateOn!.Value, new TimeOnly(10, 0)));
        await treasury.RunAsync<EscalateApprovals, int>(escalate => escalate.RunAsync(default));
        await treasury.IsAwayAsync("direction", "board-1");

        await treasury.DecideAsync(request, "board-1");

        var decision = Assert.Single(await treasury.ReadAsync(db => db.Set<Decision>().AsNoTracking().ToListAsync()));
        Assert.Equal(("Driss Kabbaj", "Hicham Tazi"), (decision.PersonName, decision.ForName));
    }

    [DatabaseTheory]
    public async Task It_goes_up_and_expires_in_office_hours_only(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var request = await LedgerTests.AskAsync(treasury, await treasury.CommitmentAsync(await treasury.EnvelopeAsync(100_000), 1_000), 5_000);
        var asked = await treasury.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == request));

        Assert.Equal((0, 1), await AtNightAndAtWorkAsync<EscalateApprovals>(treasury, asked.EscalateOn!.Value, verb => verb.RunAsync(default)));
        Assert.Equal((0, 1), await AtNightAndAtWorkAsync<ExpireApprovals>(treasury, WorkingCalendar.Initial.DueOn(new DateRule(asked.DueOn, 1, Treasury.Region)), verb => verb.RunAsync(default)));
    }

    private static async Task<(int Night, int Work)> AtNightAndAtWorkAsync<TVerb>(Treasury treasury, DateOnly day, Func<TVerb, Task<int>> run)
        where TVerb : notnull
    {
        treasury.Database.Clock.SetUtcNow(Zone.At(day, new TimeOnly(0, 10)));
        var night = await treasury.RunAsync(run);
        treasury.Database.Clock.SetUtcNow(Zone.At(day, new TimeOnly(9, 30)));
        return (night, await treasury.RunAsync(run));
    }

    [DatabaseTheory]
    public async Task Levels_beside_each_other_are_decided_in_any_order(DatabaseKind kind)
    {
        await using var treasury = await Treasury.OpenAsync(kind);
        var now = await treasury.RunAsync<Policies, ApprovalPolicy>(p => p.InForceAsync(default));
        var beside = now with { Rules = [new PolicyRule([new("treasurer") { Otherwise = "direction" }, new("commission", 1, true) { Otherwise = "direction" }, new("board", 2)])] };
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
