using Asmex.Workflows.Activities;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Opens a round: every firm of the audience that may be written to gets its invitation and its letter, all in the transaction of the step.</summary>
public sealed class OpenRound(WorkflowsDbContext db, SelectAudience audiences, InvitationLetters letters, Calendar calendars) : IEffectHandler<InviteFirmsEffect>
{
    public async Task ApplyAsync(InviteFirmsEffect effect, EffectContext context, CancellationToken cancellation)
    {
        if (await db.Set<InvitationRound>().AnyAsync(r => r.ExecutionId == effect.ExecutionId, cancellation))
        {
            return;
        }

        var calendar = await calendars.CurrentAsync(cancellation);
        var today = Zone.DateOf(context.Now);
        var place = new RoundPlace(effect.ExecutionId, context.InstanceId, context.PlanId, context.ActionId, context.Region);
        var closes = new DateRule(today, effect.ClosesAfter, context.Region, effect.Event.Title);
        var round = new InvitationRound(place, effect.Letter, effect.Event, effect.Questions, [.. effect.Reminders.Take(InvitationRound.MostReminders)], today, calendar.DueOn(closes))
        {
            Closes = closes,
            CalendarVersion = calendar.Version,
        };
        db.Add(round);

        // An expression that picked no firm means nobody, not everybody.
        var selection = effect.Audience.IsEverybody ? new AudienceSelection([], []) : await audiences.RunAsync(effect.Audience, cancellation);
        var contact = await letters.ContactAsync(context.Region, cancellation);
        foreach (var member in selection.Members)
        {
            var invitation = new Invitation(round, member, context.Now);
            db.Add(invitation);
            letters.Invite(effect.Letter, round, invitation, contact, $"invitation:{invitation.Id:N}", notBefore: null);
        }

        db.AddRange(selection.LeftOut.Select(firm => new LeftOut(round.Id, firm)));
        db.Add(HistoryEntry.Of(context.Actor, context.Now, "History.FirmsInvited", new Subject(context.Region, context.PlanId, context.ActionId, InstanceId: context.InstanceId),
            effect.Event.Title, selection.Members.Count, selection.LeftOut.Count));
    }
}
