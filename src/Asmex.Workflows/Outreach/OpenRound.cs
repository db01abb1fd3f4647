using Asmex.Workflows.Activities;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.SelfChecks;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Opens a round: every firm of the audience that may be written to gets its invitation and its letter, all in the transaction of the step.</summary>
public sealed class OpenRound(WorkflowsDbContext db, SelectAudience audiences, ContactLimits limits, InvitationLetters letters, Calendar calendars, SelfCheckGate selfCheck) : IEffectHandler<InviteFirmsEffect>
{
    private const int AtOnce = 200;

    public async Task ApplyAsync(InviteFirmsEffect effect, EffectContext context, CancellationToken cancellation)
    {
        if (await db.Set<InvitationRound>().AnyAsync(r => r.ExecutionId == effect.ExecutionId, cancellation))
        {
            return;
        }

        await selfCheck.MustPassAsync(cancellation);
        var calendar = await calendars.HoldAsync(cancellation);
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
        await limits.HoldAsync(cancellation);
        var meant = effect.Audience.IsEverybody ? AudienceSelection.Nobody : await audiences.RunAsync(effect.Audience, cancellation);
        var selection = await limits.ApplyAsync(meant, context.PlanId, context.Now, cancellation);
        var notBefore = await limits.NextAllowedAsync(context.Now, context.Region, cancellation);
        var contact = await letters.ContactAsync(context.Region, cancellation);
        // Two files may have become one since they were looked at.
        var ids = selection.Members.Select(m => m.FirmId).ToList();
        await db.HoldAllAsync<Firm>(ids, cancellation);
        var kept = await db.KeptOfAsync(ids, cancellation);
        foreach (var members in selection.Members.Select(m => m with { FirmId = kept[m.FirmId] }).DistinctBy(m => m.FirmId).Chunk(AtOnce))
        {
            foreach (var member in members)
            {
                var invitation = new Invitation(round, member, context.Now);
                db.Add(invitation);
                letters.Invite(effect.Letter, round, invitation, contact, $"invitation:{invitation.Id:N}", notBefore);
            }

            await db.SaveChangesAsync(cancellation);
            LetGo();
        }

        db.AddRange(selection.LeftOut.Select(firm => new LeftOut(round.Id, firm)));
        db.Add(HistoryEntry.Of(context.Actor, context.Now, "History.FirmsInvited", new Subject(context.Region, context.PlanId, context.ActionId, InstanceId: context.InstanceId),
            effect.Event.Title, selection.Members.Count, selection.LeftOut.Count));
    }

    // Each letter carries its whole text: thousands need not be in memory together.
    private void LetGo()
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity is Invitation or Letter or OutreachLink).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
