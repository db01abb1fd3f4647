using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.People;

/// <summary>The person is back today: what the deputy could do for them ends now. One that has not begun is taken back.</summary>
public sealed class EndAbsence(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It is over already.</exception>
    public async Task RunAsync(Guid absenceId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var absence = await db.Set<Absence>().SingleOrDefaultAsync(a => a.Id == absenceId, cancellation);
        var today = Zone.Today(clock);
        var person = absence is null ? null : await db.PersonAsync(absence.PersonId, cancellation);
        if (absence is null || person is null || !Absence.MayRecord(actor, person, today))
        {
            throw new NothingThereException("absence");
        }

        if (absence.From >= today)
        {
            db.Remove(absence);
        }
        else
        {
            absence.EndBefore(today);
        }

        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.AbsenceEnded", new Subject(PersonId: person.Id), person.Name, today));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
