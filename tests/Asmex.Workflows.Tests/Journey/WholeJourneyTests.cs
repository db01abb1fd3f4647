using System.Text.RegularExpressions;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Journey;

/// <summary>From the launch of a plan to its report: a fair with tasks, money, firms, a guest, and every letter through a real mail server.</summary>
public sealed partial class WholeJourneyTests
{
    private static readonly DateOnly _fair = new(2027, 11, 15);

    [DatabaseTheory]
    public async Task A_plan_runs_from_launch_to_close(DatabaseKind kind)
    {
        await using var house = await House.OpenAsync(kind);
        var plan = await LaunchAsync(house);
        await DecideOnTheFairAsync(house);
        await BookAsync(house);
        var firms = await CallForExhibitorsAsync(house);
        await SelectAsync(house, firms);
        await PrepareTheFairAsync(house);
        await HoldAndFollowAsync(house, firms);
        await CloseAsync(house, plan);

        await LettersAreRightAsync(house);
        Assert.Empty(await house.ReadAsync(db => db.Set<WorkflowIncident>().ToListAsync()));
        Assert.Empty(await house.ReadAsync(db => db.Set<WaitingBookmark>().Select(b => b.NodeId).ToListAsync()));
    }

    private static async Task<Guid> LaunchAsync(House house)
    {
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000, null, [new ObjectiveDraft("newExporters", 25)], [new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, _fair, 900_000)]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.SendBack, "Relever la cible.", null, house.As("coordinator"), default));
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Approve, null, null, house.As("coordinator"), default));
        return plan;
    }

    private static async Task DecideOnTheFairAsync(House house)
    {
        var first = await house.TaskAsync("opportunite");
        Assert.Equal((_fair, -176), (first.Due!.Start, first.Due.WorkingDays));
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        await house.DoAsync("montage", "direction", ("total", 400_000m), ("cofinancing", 0m), ("exhibitorShare", 0m));
        await house.DecideAsync("montage-approval", "treasurer", Verdict.Approve);
    }

    private static async Task BookAsync(House house)
    {
        var other = await house.TaskAsync("appel");
        await house.DoAsync("reservation-request", "direction", ("amount", 148_000m));
        await house.DecideAsync("reservation-budget", "treasurer", Verdict.Approve);
        await house.DecideAsync("reservation-budget", "commission", Verdict.SendBack, "Un deuxième devis.");
        await house.DoAsync("reservation-request", "direction", ("amount", 136_000m));

        // The treasurer's yes is kept: less is asked than before.
        await house.DecideAsync("reservation-budget", "commission", Verdict.Reject, "Trop cher.");
        await house.DoAsync("reservation-decide", "direction", ("outcome", "Revise"));
        await house.DoAsync("reservation-request", "direction", ("amount", 90_000m));

        // The requester holds the role that decides on this amount: nobody else does, so the deadline ends it.
        await house.UntilAsync((await house.RequestAsync("reservation-budget")).DueOn.AddDays(1));
        await house.DoAsync("reservation-decide", "direction", ("outcome", "Revise"));
        await house.DoAsync("reservation-request", "direction", ("amount", 120_000m));
        await house.DecideAsync("reservation-budget", "treasurer", Verdict.Approve);
        await house.DecideAsync("reservation-budget", "commission", Verdict.Approve);
        await house.DoAsync("reservation", "direction");
        Assert.Equal(other.Id, (await house.TaskAsync("appel")).Id);
    }

    private static async Task<IReadOnlyList<Guid>> CallForExhibitorsAsync(House house)
    {
        await house.DoAsync("appel", "officer", ("seats", 8));
        await house.DecideAsync("appel-approval", "direction", Verdict.SendBack, "Le ton est trop sec.");
        await house.DoAsync("appel", "officer", ("seats", 8));
        await house.DecideAsync("appel-approval", "direction", Verdict.Approve);
        await house.PostAsync();
        await house.AnswerAsync(House.FirmAddress(0), Reply.Yes, need: "Un laboratoire d'analyses à Agadir");
        await house.AnswerAsync(House.FirmAddress(1), Reply.Yes);
        await house.AnswerAsync(House.FirmAddress(2), Reply.Maybe);
        await house.AnswerAsync(House.FirmAddress(3), Reply.No);

        await house.UntilAsync(house.Today.AddDays(60));
        for (var i = 0; i < 6; i++)
        {
            var toFirm = house.Mail.Received.Where(m => m.To == House.FirmAddress(i)).ToList();
            Assert.Equal(i < 4 ? 2 : 3, toFirm.Count);
        }

        Assert.True(await house.IsOpenAsync("selection"));
        Assert.Equal("Un laboratoire d'analyses à Agadir", await house.ReadAsync(db => db.Set<Need>().Select(n => n.Text).SingleAsync()));
        return await house.ReadAsync(db => db.Set<Invitation>().Where(i => i.Reply == Reply.Yes).Select(i => i.FirmId).ToListAsync());
    }

    private static async Task SelectAsync(House house, IReadOnlyList<Guid> firms)
    {
        await house.DoAsync("selection", "delegate", ("firms", firms));
        await house.DecideAsync("selection-approval", "commission", Verdict.Approve);
        await house.PostAsync();
        Assert.Contains(house.Mail.Received, m => m.To == House.FirmAddress(2) && m.Message.Subject == house.Mail.Received.Last(l => l.To == House.FirmAddress(2)).Message.Subject);
        await house.AnswerAsync(House.FirmAddress(0), Reply.Yes, withCharter: true);
        await house.AnswerAsync(House.FirmAddress(1), Reply.Yes, withCharter: true);
        Assert.True(await house.IsOpenAsync("participation"));
    }

    private static async Task PrepareTheFairAsync(House house)
    {
        await house.DoAsync("preparation-request", "officer", ("amount", 60_000m));
        await house.DecideAsync("preparation-budget", "direction", Verdict.Approve, granted: 55_000m);
        await house.DoAsync("preparation", "officer");
        await house.DoAsync("participation", "treasurer");
        await GuestAsync(house);
    }

    private static async Task GuestAsync(House house)
    {
        var task = await house.TaskAsync("b2b");
        await house.RunAsync<InviteGuest>(invite => invite.RunAsync(new InviteGuestRequest(task.Id, "Anna Keller", "anna@experts.example", "en"), house.As("delegate"), default));
        await house.PostAsync();
        var token = GuestLinkIn().Match(house.Mail.Received.Single(m => m.To == "anna@experts.example").Text).Groups[1].Value;
        var hash = SecretToken.Hash(token);
        var link = await house.ReadAsync(db => db.Set<GuestLink>().AsNoTracking().SingleAsync(l => l.TokenHash == hash));
        await house.DoAsGuestAsync("b2b", link);
        Assert.Equal("Anna Keller", await house.ReadAsync(db => db.Set<PlanTask>().Where(t => t.Id == task.Id).Select(t => t.CompletedBy).SingleAsync()));
    }

    private static async Task HoldAndFollowAsync(House house, IReadOnlyList<Guid> firms)
    {
        await SpendAsync(house, 110_000m);
        await house.DoAsync("salon", "delegate", ("present", firms));
        await house.PostAsync();
        await house.AnswerAsync(House.FirmAddress(0), Reply.Yes);
        await house.AnswerAsync(House.FirmAddress(1), Reply.Yes);
        await house.RunAsync<RecordConversion>(record => record.RunAsync(new ConversionRequest(firms[0], house.Today, "DUM 2027/001"), house.As("delegate"), default));
    }

    private static async Task SpendAsync(House house, decimal amount)
    {
        var commitment = await house.ReadAsync(db => db.Set<Commitment>().AsNoTracking().OrderByDescending(c => c.Amount).FirstAsync());
        var more = await Assert.ThrowsAsync<RuleBrokenException>(() => house.RunAsync<RecordExpense>(record =>
            record.RunAsync(commitment.Id, new Invoice(commitment.Amount + 1, "Comexposium", house.Today), house.As("treasurer"), default)));
        Assert.Equal("Budgets.MoreThanCommitted", more.Key);
        await house.RunAsync<RecordExpense>(record => record.RunAsync(commitment.Id, new Invoice(amount, "Comexposium", house.Today), house.As("treasurer"), default));
    }

    private static async Task CloseAsync(House house, Guid plan)
    {
        await house.DoAsync("cloture", "treasurer", ("exhibitors", 2), ("spent", 110_000m));
        await house.DecideAsync("cloture-approval", "commission", Verdict.Approve);
        var action = await house.ReadAsync(db => db.Set<PlanAction>().AsNoTracking().SingleAsync());
        Assert.Equal(PlanStatus.Closed, action.Status);
        Assert.Contains("\"exhibitors\":2", action.Indicators, StringComparison.Ordinal);
        var envelope = await house.ReadAsync(db => db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.ActionId == action.Id));
        Assert.Equal((0m, 0m, 110_000m, 790_000m), (envelope.Reserved, envelope.Committed, envelope.Spent, envelope.Left));
        Assert.Equal(await SumOfLedgerAsync(house, envelope.Id), envelope.Left);

        await house.DoAsync("report", "delegate", ("newExporters", 27));
        await house.DecideAsync("report-approval", "coordinator", Verdict.Approve);
        await house.PostAsync();
        var letter = house.Mail.Received.Single(m => m.To == "delegate@asmex.example" && m.Message.Subject!.StartsWith("Action close", StringComparison.Ordinal));
        Assert.Matches(@"Entreprises invitées\D+6\D+4\D", letter.Text);
        var closed = await house.ReadAsync(db => db.Set<Plan>().AsNoTracking().Include(p => p.Objectives).SingleAsync(p => p.Id == plan));
        Assert.Equal((PlanStatus.Closed, 25m, 27m), (closed.Status, closed.Objectives[0].Target, closed.Objectives[0].Result!.Value));
    }

    private static async Task<decimal> SumOfLedgerAsync(House house, Guid envelope)
    {
        var movements = await house.ReadAsync(db => db.Set<Movement>().AsNoTracking().Where(m => m.EnvelopeId == envelope).OrderBy(m => m.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, movements.Count), movements.Select(m => m.Number));
        return movements.Sum(m => m.Kind switch
        {
            MovementKind.Allot or MovementKind.Unreserve or MovementKind.Release => m.Amount,
            MovementKind.Reserve => -m.Amount,
            _ => 0m,
        });
    }

    private static async Task LettersAreRightAsync(House house)
    {
        var received = house.Mail.Received;
        Assert.All(received, mail =>
        {
            Assert.False(string.IsNullOrWhiteSpace(mail.Text));
            Assert.Single(mail.Message.To);
            Assert.Matches("http://127.0.0.1:5080/|mailto:|asmex@localhost", mail.Text);
            Assert.Matches("http://127.0.0.1:5080/|mailto:", mail.Html);
        });
        Assert.All(received.Where(m => m.To is "commission@asmex.example" || m.To == House.FirmAddress(1)), mail => Assert.Contains("dir=\"rtl\"", mail.Html, StringComparison.Ordinal));
        Assert.All(received.Where(m => m.To == "direction@asmex.example"), mail => Assert.Contains("lang=\"en\"", mail.Html, StringComparison.Ordinal));
        Assert.Equal(received.Count, received.Select(m => m.Message.MessageId).Distinct().Count());
        Assert.DoesNotContain(received, m => m.To == "stranger@asmex.example");
        var written = await house.ReadAsync(db => db.Letters.AsNoTracking().ToListAsync());
        Assert.All(written.Where(l => l.State != LetterState.Cancelled), l => Assert.Equal(LetterState.Sent, l.State));
    }

    [GeneratedRegex("/g/([A-Za-z0-9_-]{20,})")]
    private static partial Regex GuestLinkIn();
}
