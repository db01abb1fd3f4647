using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Letters.Templates.Editing;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters;

/// <summary>Writes letters inside the transaction of another verb: the row is added to the context, saving is the verb's.</summary>
public sealed class LetterWriter(WorkflowsDbContext db, TemplateCatalog catalog, TemplateEdits edits, IOptions<MailOptions> options, TimeProvider clock)
{
    /// <summary>Renders and freezes a letter; sent once the verb's transaction has committed.</summary>
    /// <param name="key">The name of the template: see <see cref="LetterKeys"/>.</param>
    /// <param name="causeKey">What makes it necessary, once, such as <c>task-opened:{task}</c>: of a cause that has its letter, that letter is returned.</param>
    /// <param name="notBefore">Absent: now.</param>
    /// <param name="unsubscribe">The page by which a firm stops letters; needed for outreach.</param>
    /// <exception cref="TemplateFaultException">The template has a fault, or asks for another model.</exception>
    public async Task<Letter> WriteAsync(
        string key, Recipient to, LetterModel model, string causeKey, LetterAbout about, CancellationToken cancellation, DateTimeOffset? notBefore = null, Link? unsubscribe = null)
    {
        if (db.ChangeTracker.Entries<Letter>().FirstOrDefault(e => e.Entity.CauseKey == causeKey)?.Entity is { } pending)
        {
            return pending;
        }

        if (await db.Letters.SingleOrDefaultAsync(l => l.CauseKey == causeKey, cancellation) is { } written)
        {
            return written;
        }

        return WriteNew(key, to, model, causeKey, about, notBefore, unsubscribe);
    }

    /// <summary>The same for a cause that is new by construction: the database is not asked first.</summary>
    /// <param name="calendar">An iCalendar object that goes with it.</param>
    /// <param name="entryCode">A code for the entrance, which goes with it as a picture too.</param>
    public Letter WriteNew(
        string key, Recipient to, LetterModel model, string causeKey, LetterAbout about, DateTimeOffset? notBefore = null, Link? unsubscribe = null, string? calendar = null, string? entryCode = null)
    {
        edits.Follow();
        var (kind, content) = catalog.Write(key, to.Language, model, to.Name, unsubscribe);
        var now = clock.GetUtcNow();
        var from = notBefore > now ? notBefore.Value : now;
        var letter = new Letter(causeKey, key, kind, to, content with { Calendar = calendar, EntryCode = entryCode }, about, new LetterWindow(from, from + options.Value.GiveUpAfter), now);
        db.Add(letter);
        return letter;
    }

    /// <summary>What a letter would say; nothing is written.</summary>
    /// <exception cref="TemplateFaultException">The template has a fault, or asks for another model.</exception>
    public LetterContent Preview(string key, Recipient to, LetterModel model, Link? unsubscribe)
    {
        edits.Follow();
        return catalog.Write(key, to.Language, model, to.Name, unsubscribe).Content;
    }

    /// <summary>Sends what a preview shows to somebody of the house; it is no letter of outreach.</summary>
    public Letter WriteTest(string key, Recipient to, LetterContent content, string causeKey)
    {
        var now = clock.GetUtcNow();
        var letter = new Letter(causeKey, key, LetterKind.Notice, to, content with { Subject = "[Test] " + content.Subject, UnsubscribeUrl = null }, LetterAbout.Nothing, new LetterWindow(now, now + options.Value.GiveUpAfter), now);
        db.Add(letter);
        return letter;
    }

    /// <summary>Takes back the letters of an invitation that have not left, because they are no longer wanted.</summary>
    public async Task CancelAsync(Guid invitationId, string why, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.Letters
            .Where(l => l.InvitationId == invitationId && l.Kind == LetterKind.Outreach && (l.State == LetterState.Ready || l.State == LetterState.Held || l.State == LetterState.Deferred))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Cancelled).SetProperty(l => l.SettledAt, now).SetProperty(l => l.Reply, why), cancellation);
    }
}
