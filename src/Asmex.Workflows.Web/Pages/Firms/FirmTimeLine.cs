using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Firms.Notes;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Firms;

/// <summary>Everything that happened with a firm, the newest first: its file, answers, needs, exports, visits, letters, the imports that touched it.</summary>
public sealed class FirmTimeLine(WorkflowsDbContext db, Words words)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<FirmMoment>> OfAsync(Guid firmId, CancellationToken cancellation)
    {
        var family = await db.FamilyOfAsync([firmId], cancellation);
        var history = await db.Set<HistoryEntry>().AsNoTracking().Where(h => h.FirmId != null && family.Contains(h.FirmId.Value) && !_noted.Contains(h.Key)).OrderByDescending(h => h.Id).Take(Most).ToListAsync(cancellation);
        var notes = await db.Set<FirmNote>().AsNoTracking().Where(n => family.Contains(n.FirmId)).OrderByDescending(n => n.At).Take(Most).ToListAsync(cancellation);
        var letters = await db.Letters.AsNoTracking().Where(l => l.FirmId != null && family.Contains(l.FirmId.Value)).OrderByDescending(l => l.WrittenAt).Take(Most)
            .Select(l => new { l.WrittenAt, l.Name, l.Subject, l.State }).ToListAsync(cancellation);
        var mails = await db.Set<ReceivedMail>().AsNoTracking().Where(m => m.FirmId != null && family.Contains(m.FirmId.Value) && _written.Contains(m.Kind))
            .OrderByDescending(m => m.At).Take(Most).ToListAsync(cancellation);
        var imports = await db.Set<ImportRow>().AsNoTracking().Where(r => r.FirmId != null && family.Contains(r.FirmId.Value) && (r.Outcome == RowOutcome.Created || r.Outcome == RowOutcome.Updated))
            .Join(db.Set<FirmImport>(), r => r.ImportId, i => i.Id, (r, i) => new { i.ChangedAt, i.ByName, i.FileName, i.Sender, r.Number }).Take(Most).ToListAsync(cancellation);
        return
        [
            .. history.Select(h => new FirmMoment(h.At, h.ActorName, h.In(words.Language)))
                .Concat(notes.Select(n => new FirmMoment(n.At, n.ByName, words["FirmMoment." + n.Kind, n.On], n.Text, n.Whom)))
                .Concat(letters.Select(l => new FirmMoment(l.WrittenAt, words["FirmMoment.Letter", l.Name], l.Subject, words["Letters.State" + l.State])))
                .Concat(mails.Select(m => new FirmMoment(m.At, m.From, words["FirmMoment.Mail", m.Subject], m.Words, words["MailKind." + m.Kind])))
                .Concat(imports.Select(i => new FirmMoment(i.ChangedAt, i.ByName, words["FirmMoment.Import", i.FileName, i.Number, i.Sender])))
                .OrderByDescending(m => m.At).Take(Most),
        ];
    }

    // Shown as notes and mails, with their text.
    private static readonly string[] _noted = ["History.FirmVisit", "History.FirmCall", "History.FirmNote", "History.MailReceived"];

    // What servers report stands in the history already.
    private static readonly MailKind[] _written = [MailKind.Reply, MailKind.AutoReply, MailKind.CalendarReply, MailKind.Complaint];
}

/// <param name="Who">Who did it, or to whom it went.</param>
public sealed record FirmMoment(DateTimeOffset At, string Who, string What, string? More = null, string? Whom = null);
