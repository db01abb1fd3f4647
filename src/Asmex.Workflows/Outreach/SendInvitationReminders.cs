using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Outreach;

/// <summary>Reminds the firms that have not answered: a first time and a last, on the days of the round, never a third time.</summary>
public sealed class SendInvitationReminders(Sweep sweep, Calendar calendars, TimeProvider clock)
{
    private static readonly TimeOnly _morning = new(9, 0);

    /// <returns>How many reminders were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var calendar = await calendars.CurrentAsync(cancellation);
        return calendar.IsWorkingDay(today)
            ? await sweep.RunAsync(
                services => OpenOn(services.GetRequiredService<WorkflowsDbContext>(), today).Select(r => r.Id).ToListAsync(cancellation),
                (services, id) => RemindAsync(services, id, calendar, today, cancellation))
            : 0;
    }

    // A campaign that is paused, or still being written, reminds nobody.
    private static IQueryable<InvitationRound> OpenOn(WorkflowsDbContext db, DateOnly today) => db.Set<InvitationRound>().AsNoTracking().Where(r => r.State == RoundState.Open && r.ClosesOn >= today
        && (r.CampaignId == null || db.Set<Campaign>().Any(c => c.Id == r.CampaignId && (c.State == CampaignState.Running || c.State == CampaignState.Done))));

    private static async Task<int> RemindAsync(IServiceProvider services, Guid id, WorkingCalendar calendar, DateOnly today, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<InvitationRound>(id, cancellation);
        if (await OpenOn(db, today).SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } round)
        {
            return 0;
        }

        // Where a day was missed, the later reminder alone is sent.
        var number = round.ReminderDays.Count(days => calendar.AddWorkingDays(round.OpenedOn, days, round.Region) <= today);
        var written = number == 0 ? 0 : await WriteAsync(db, services.GetRequiredService<InvitationLetters>(), round, number, today, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return written;
    }

    private static async Task<int> WriteAsync(WorkflowsDbContext db, InvitationLetters letters, InvitationRound round, int number, DateOnly today, CancellationToken cancellation)
    {
        // A firm that was invited on paper is called instead; one whose invitation did not arrive, or only this morning, is not asked why it is silent.
        var dawn = Zone.At(today, TimeOnly.MinValue);
        var arrived = RoundFigures.FirstLetters(db, round.Id).Where(l => (l.State == LetterState.Sent || l.State == LetterState.Unknown) && l.SettledAt < dawn).Select(l => l.InvitationId);
        var silent = await db.Set<Invitation>()
            .Where(i => i.RoundId == round.Id && i.Address != "" && i.State == InvitationState.Invited && i.RemindersSent < number && arrived.Contains(i.Id)).ToListAsync(cancellation);
        var contact = silent.Count > 0 ? await letters.ContactAsync(round.Region, cancellation) : "";
        foreach (var invitation in silent)
        {
            invitation.Reminded(number);
            letters.Invite(number == 1 ? LetterKeys.FirstReminder : LetterKeys.LastReminder, round, invitation, contact, $"reminder:{invitation.Id:N}:{number}", Zone.At(today, _morning));
        }

        return silent.Count;
    }
}
