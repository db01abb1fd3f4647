using System.Text;
using System.Text.RegularExpressions;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Demonstration;

/// <summary>Lets two years pass: each few days the clock is moved, the sweeps run, and people do what lies on their desks, sooner or later.</summary>
internal sealed partial class DemonstrationYears(DemonstrationHouse house)
{
    private const int DaysAtOnce = 4;
    private const int DaysThatPassSlowly = 24;
    private const int DaysUntilSettled = 21;

    private readonly FormFiller _forms = new(house);
    private readonly DemonstrationMeetings _meetings = new(house);
    private readonly Dictionary<Guid, DateOnly> _doneOn = [];
    private readonly Dictionary<PlannedPlan, Guid> _launched = [];

    public async Task PassAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        var today = Zone.DateOf(until);
        var plans = RegionStory.All().SelectMany(s => s.Plans(today)).OrderBy(p => p.LaunchOn).ToList();
        for (var day = plans[0].LaunchOn; day < today; day = day.AddDays(today.DayNumber - day.DayNumber > DaysThatPassSlowly ? DaysAtOnce : 1))
        {
            if (WorkingCalendar.Initial.AddWorkingDays(day, 0) is var working && working >= today)
            {
                break;
            }

            house.Clock.MoveTo(Zone.At(working, new TimeOnly(9, house.Dice.Next(5, 55))));
            await MakePlansAsync(plans, today, cancellation);
            await SweepAsync(cancellation);
            await AnswerAsync(today, cancellation);
            await DecideAsync(today, cancellation);
            await WorkAsync(today, cancellation);
            await SpendAsync(cancellation);
            await _meetings.PassAsync(today, cancellation);
        }
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        await house.DoAsync<FireDueTimers>(sweep => sweep.RunAsync(cancellation));
        await house.DoAsync<CloseRounds>(sweep => sweep.RunAsync(cancellation));
        await house.DoAsync<SendReminders>(sweep => sweep.RunAsync(cancellation));
    }

    private async Task MakePlansAsync(IReadOnlyList<PlannedPlan> plans, DateOnly today, CancellationToken cancellation)
    {
        foreach (var plan in plans.Where(p => p.LaunchOn <= house.Today && !_launched.ContainsKey(p)))
        {
            var region = plan.Story.Region;
            var coordinator = house.Holder(Roles.Coordinator, region)!;
            _launched[plan] = await house.DoAsync<LaunchPlan, Guid>(launch => launch.RunAsync(region, plan.Year, coordinator, cancellation));
            var submit = plan.Until != "draft";
            await PassHoursAsync(26);
            await house.DoAsync<PreparePlan>(prepare => prepare.RunAsync(_launched[plan], DraftOf(plan, today), submit, null, house.Holder(Roles.Delegate, region)!, cancellation));
            if (submit && plan.Until != "submitted")
            {
                await PassHoursAsync(3);
                var verdict = plan.Until == "sentBack" ? Verdict.SendBack : Verdict.Approve;
                await house.DoAsync<ValidatePlan>(validate => validate.RunAsync(
                    _launched[plan], verdict, verdict == Verdict.SendBack ? house.Words.PlanRemarks : null, null, coordinator, cancellation));
            }
        }
    }

    private Task PassHoursAsync(int hours)
    {
        house.Clock.MoveTo(house.Clock.GetUtcNow().AddHours(hours));
        return Task.CompletedTask;
    }

    private static PlanDraft DraftOf(PlannedPlan plan, DateOnly today) => new(
        plan.Budget,
        $"Faire exporter davantage la région sur ses points forts : {plan.Story.Focus}. Priorité aux primo-exportateurs et aux coopératives, avec la chambre de commerce et le conseil régional.",
        [new("newExporters", 12 + (plan.Actions.Count * 2)), new("supported", 60 + (plan.Actions.Count * 8)), new("meetings", 40 + (plan.Actions.Count * 5)), new("orders", 2_500_000 * plan.Actions.Count)],
        [.. plan.Actions.Select(a => new ActionDraft(null, a.Type, a.EditionOn(today), a.StartsOn(today), a.FixedOn(today), a.Budget))]);

    // Most is done in time, some late; of what came up lately a part stays on the desk.
    private bool IsDone(Guid id, DateOnly due, DateOnly today)
    {
        if (!_doneOn.TryGetValue(id, out var on))
        {
            var open = Math.Max(1, due.DayNumber - house.Today.DayNumber);
            on = house.Chance(0.8) ? house.Today.AddDays(house.Dice.Next(1, open + 1)) : (due > house.Today ? due : house.Today).AddDays(house.Dice.Next(1, 6));
            var isRecent = today.DayNumber - on.DayNumber < DaysUntilSettled;
            _doneOn[id] = isRecent && house.Chance(0.3) ? DateOnly.MaxValue : on;
        }

        return _doneOn[id] <= house.Today;
    }

    private async Task WorkAsync(DateOnly today, CancellationToken cancellation)
    {
        var open = await house.ReadAsync(db => db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Open && t.Kind == TaskKind.Form).OrderBy(t => t.OpenedAt).ThenBy(t => t.Id).ToListAsync(cancellation));
        foreach (var task in open)
        {
            var isNew = !_doneOn.ContainsKey(task.Id);
            if (isNew && task.IsForGuest)
            {
                var expert = house.OneOf(house.Words.Experts);
                await house.DoAsync<InviteGuest>(invite => invite.RunAsync(new InviteGuestRequest(task.Id, expert.Name, expert.Email, expert.Language), OwnerOf(task), cancellation));
            }

            if (IsDone(task.Id, task.DueOn, today))
            {
                await CompleteAsync(task, cancellation);
            }
        }
    }

    private Actor OwnerOf(PlanTask task) => task.AssigneeId is { } id ? house.Person(id) : house.Holder(task.AccountableRole, task.Region)!;

    private async Task CompleteAsync(PlanTask task, CancellationToken cancellation)
    {
        var guest = task.IsForGuest ? await house.ReadAsync(db => db.Set<GuestLink>().AsNoTracking().Where(l => l.TaskId == task.Id && l.RevokedAt == null).FirstOrDefaultAsync(cancellation)) : null;
        var actor = guest is null ? OwnerOf(task) : Actor.Guest(guest.Name, guest.Language);
        foreach (var place in task.Form.Where(f => f is { Type: "file", Required: true }).Select(f => f.Name).Concat(task.Evidence is null ? [] : [TaskFiles.Evidence]))
        {
            using var page = new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
            await house.DoAsync<AttachFile>(attach => attach.RunAsync(new AttachFileRequest(task.Id, place, $"{task.ActivityId}-{place}.pdf", page, guest), actor, cancellation));
        }

        var values = await _forms.FillAsync(task);
        var outcome = task.Outcomes.Count > 0 ? task.Outcomes[0].Name : null;
        await house.DoAsync<CompleteTask>(complete => complete.RunAsync(new CompleteTaskRequest(task.Id, outcome, name => values.GetValueOrDefault(name) ?? [], null, guest), actor, cancellation));
    }

    private async Task DecideAsync(DateOnly today, CancellationToken cancellation)
    {
        var pending = await house.ReadAsync(db => db.Set<Approval>().AsNoTracking().Include(a => a.Decisions).Where(a => a.Status == ApprovalStatus.Pending).OrderBy(a => a.OpenedAt).ThenBy(a => a.Id).ToListAsync(cancellation));
        foreach (var approval in pending.Where(a => IsDone(a.Id, a.DueOn, today)))
        {
            if (house.Holder(approval.Current.Role, approval.Region, approval.Decisions.Select(d => (Guid?)d.PersonId).Append(approval.RequesterId)) is { } manager)
            {
                var verdict = approval.Round == 0 && house.Chance(0.07) ? Verdict.SendBack : Verdict.Approve;
                await house.DoAsync<DecideApproval>(decide => decide.RunAsync(
                    new DecideRequest(approval.Id, verdict, verdict == Verdict.SendBack ? house.OneOf(house.Words.SendBackReasons) : null), manager, cancellation));
            }
        }
    }

    private async Task AnswerAsync(DateOnly today, CancellationToken cancellation)
    {
        var open = await house.ReadAsync(db => db.Set<Invitation>().AsNoTracking().Where(i => i.State == InvitationState.Invited)
            .Join(db.Set<InvitationRound>().Where(r => r.State == RoundState.Open), i => i.RoundId, r => r.Id, (i, r) => new { Invitation = i, r.ClosesOn, r.Questions })
            .OrderBy(i => i.Invitation.InvitedAt).ThenBy(i => i.Invitation.FirmName).ToListAsync(cancellation));
        foreach (var one in open.Where(o => o.ClosesOn > house.Today && (o.Questions.Upload is null || !o.Questions.Upload.Required) && house.Chance(0.35)))
        {
            if (await TokenAsync(one.Invitation.Id, cancellation) is { } token)
            {
                await house.DoAsync<AnswerInvitation>(answer => answer.RunAsync(new AnswerRequest(token, DraftOf()), cancellation));
            }
        }
    }

    private AnswerDraft DraftOf()
    {
        var reply = house.Dice.NextDouble() switch { < 0.55 => Reply.Yes, < 0.75 => Reply.Maybe, _ => Reply.No };
        var who = house.OneOf(house.Words.Participants);
        return new AnswerDraft(reply, 0, reply == Reply.No ? [] : [new Participant(who[0], who[1])], NeedCategory.Other, house.Chance(0.3) ? house.OneOf(house.Words.NeedTexts) : null);
    }

    // Only the firm's letter knows the secret of its link.
    private async Task<string?> TokenAsync(Guid invitationId, CancellationToken cancellation)
    {
        var text = await house.ReadAsync(db => db.Letters.Where(l => l.InvitationId == invitationId).OrderBy(l => l.WrittenAt).Select(l => l.Text).FirstOrDefaultAsync(cancellation));
        return text is not null && Secret().Match(text) is { Success: true } match ? match.Groups[1].Value : null;
    }

    private async Task SpendAsync(CancellationToken cancellation)
    {
        var ripe = house.Clock.GetUtcNow().AddDays(-16);
        var open = await house.ReadAsync(db => db.Set<Commitment>().AsNoTracking().Where(c => c.Left == c.Amount && c.At < ripe)
            .Join(db.Set<Envelope>(), c => c.EnvelopeId, e => e.Id, (c, e) => new { Commitment = c, e.Region }).OrderBy(c => c.Commitment.At).ToListAsync(cancellation));
        foreach (var due in open.Where(_ => house.Chance(0.4)))
        {
            var amount = house.Chance(0.6) ? due.Commitment.Left : Math.Round(due.Commitment.Left * 0.9m);
            await house.DoAsync<RecordExpense>(record => record.RunAsync(
                due.Commitment.Id, new Invoice(amount, house.OneOf(house.Words.Texts["supplier"]), house.Today.AddDays(-2)), house.Holder(Roles.Treasurer, due.Region)!, cancellation));
        }
    }

    [GeneratedRegex("/([A-Za-z0-9_-]{43})")]
    private static partial Regex Secret();
}
