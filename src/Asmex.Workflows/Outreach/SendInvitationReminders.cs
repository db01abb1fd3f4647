using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Reminds the firms that have not answered: a first time and a last, on the days of the round, never a third time.</summary>
public sealed class SendInvitationReminders(WorkflowsDbContext db, InvitationLetters letters, Calendar calendars, TimeProvider clock)
{
    private static readonly TimeOnly _morning = new(9, 0);

    /// <returns>How many reminders were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var calendar = await calendars.CurrentAsync(cancellation);
        if (!calendar.IsWorkingDay(today))
        {
            return 0;
        }

        var written = 0;
        foreach (var round in await OpenOn(today).ToListAsync(cancellation))
        {
            // Where a day was missed, the later reminder alone is sent.
            var number = round.ReminderDays.Count(days => calendar.AddWorkingDays(round.OpenedOn, days, round.Region) <= today);
            written += number == 0 ? 0 : await RemindAsync(round, number, Zone.At(today, _morning), cancellation);
        }

        return written;
    }

    // A campaign that is paused, or still being written, reminds nobody.
    private IQueryable<InvitationRound> OpenOn(DateOnly today) => db.Set<InvitationRound>().AsNoTracking().Where(r => r.State == RoundState.Open && r.ClosesOn >= today
        && (r.CampaignId == null || db.Set<Campaign>().Any(c => c.Id == r.CampaignId && (c.State == CampaignState.Running || c.State == CampaignState.Done))));

    private async Task<int> RemindAsync(InvitationRound round, int number, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        await db.LockAsync(round, cancellation);
        // A firm that was invited on paper is called instead; one whose invitation did not arrive, or only this morning, is not asked why it is silent.
        var today = Zone.At(Zone.Today(clock), TimeOnly.MinValue);
        var arrived = RoundFigures.FirstLetters(db, round.Id).Where(l => (l.State == LetterState.Sent || l.State == LetterState.Unknown) && l.SettledAt < today).Select(l => l.InvitationId);
        var silent = await db.Set<Invitation>()
            .Where(i => i.RoundId == round.Id && i.Address != "" && i.State == InvitationState.Invited && i.RemindersSent < number && arrived.Contains(i.Id)).ToListAsync(cancellation);
        var contact = silent.Count > 0 ? await letters.ContactAsync(round.Region, cancellation) : "";
        foreach (var invitation in silent)
        {
            invitation.Reminded(number);
            letters.Invite(number == 1 ? LetterKeys.FirstReminder : LetterKeys.LastReminder, round, invitation, contact, $"reminder:{invitation.Id:N}:{number}", notBefore);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return silent.Count;
    }
}
