using Asmex.Workflows.Audit;
using Asmex.Workflows.Needs;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Notes;

/// <summary>Notes a visit, a call or a remark, and with it the need that came up. The same form sent again notes nothing more.</summary>
public sealed class RecordVisit(WorkflowsDbContext db, TimeProvider clock)
{
    /// <param name="need">What the firm said it lacks; absent when nothing came up.</param>
    public async Task<FirmNote> RunAsync(Guid firmId, FirmNoteDraft draft, NeedRequest? need, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var firm = await db.FirmToWriteAsync(firmId, actor, cancellation);
        if (await db.Set<FirmNote>().AsNoTracking().SingleOrDefaultAsync(n => n.Id == draft.Key, cancellation) is { } before)
        {
            return before.FirmId == firm.Id && before.ById == actor.PersonId ? before : throw new NothingThereException("note");
        }

        var note = new FirmNote(firm, draft, actor, now);
        db.Add(note);
        db.Add(HistoryEntry.Of(actor, now, $"History.Firm{note.Kind}", new Subject(firm.Region, FirmId: firm.Id), firm.Name, note.On));
        if (need is not null)
        {
            var stated = new Need(firm, need, actor.Name, now);
            db.Add(stated);
            db.Add(HistoryEntry.Of(actor, now, "History.NeedRecorded", new Subject(firm.Region, ActionId: need.ActionId, FirmId: firm.Id), firm.Name, stated.Text));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return note;
    }
}
