using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Rights;

/// <summary>Takes a person out of everything that is kept: what happened stays and is counted, who it was is gone. The address stays as a hash, so that
/// a later import does not bring the person back to the mailing.</summary>
public sealed class ErasePerson(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The person has an account here, which is ended first.</exception>
    public async Task RunAsync(Guid requestId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var request = await db.RequestToWriteAsync(requestId, actor, cancellation);
        await MustHaveNoAccountAsync(request, cancellation);
        await db.HoldAllAsync<Firm>((await PersonTerms.OfAsync(db, request, cancellation)).FirmIds, cancellation);
        var person = await PersonTerms.OfAsync(db, request, cancellation);
        request.Settle(isRefused: false, TextCatalog.Shared.Say(Languages.French, "Rights.Erased"), actor, now);
        var letters = await LettersAsync(person, cancellation);
        await SuppressAsync(person, request, now, cancellation);
        await ForgetContactsAsync(person, now, cancellation);
        request.Anonymise();
        db.Add(HistoryEntry.Of(actor, now, "History.RightsErased", new Subject(), request.ReceivedOn));
        await db.SaveChangesAsync(cancellation);

        await ForgetLettersAsync(letters, now, cancellation);
        await ForgetRowsAsync(person, cancellation);
        foreach (var table in PersonTable.All(db))
        {
            // The chain cannot be altered: what loses words is written into it once more, as it stands then.
            var chained = AuditTrail.IsChained(table.Entity) ? await AuditTrail.SoundAsync(db, table.Entity, await table.IdsAsync(db, person, cancellation), cancellation) : [];
            var (sql, values) = table.Redact(person);
            await db.Database.ExecuteSqlRawAsync(sql, values, cancellation);
            await AuditTrail.NoteAgainAsync(db, chained, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private async Task MustHaveNoAccountAsync(RightsRequest request, CancellationToken cancellation)
    {
        var normalized = request.Email?.ToUpperInvariant();
        if (normalized is not null && await db.Users.AnyAsync(u => u.NormalizedEmail == normalized, cancellation))
        {
            throw new RuleBrokenException("Rights.HasAccount", request.Email!);
        }
    }

    private Task<List<Guid>> LettersAsync(PersonTerms person, CancellationToken cancellation)
    {
        var (contacts, addresses) = (person.ContactIds, person.Anywhere);
        return db.Letters.Where(l => (l.ContactId != null && contacts.Contains(l.ContactId.Value)) || addresses.Contains(l.Address)).Select(l => l.Id).ToListAsync(cancellation);
    }

    private async Task SuppressAsync(PersonTerms person, RightsRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = person.ContactIds;
        var addresses = await db.Set<Contact>().Where(c => ids.Contains(c.Id) && c.Email != null).Select(c => c.Email!).ToListAsync(cancellation);

        // Always in the same order: two erasures that share addresses do not wait for each other.
        foreach (var address in addresses.Append(request.Email).OfType<string>().DistinctBy(Emails.HashOf).OrderBy(Emails.HashOf, StringComparer.Ordinal))
        {
            await db.SuppressAsync(address, SuppressionReason.Erased, now, cancellation);
        }
    }

    private async Task ForgetContactsAsync(PersonTerms person, DateTimeOffset now, CancellationToken cancellation)
    {
        var (firmIds, contactIds) = (person.FirmIds, person.ContactIds);
        var phones = await db.Set<Contact>().Where(c => contactIds.Contains(c.Id) && c.Phone != null).Select(c => c.Phone!).ToListAsync(cancellation);
        foreach (var firm in await db.Set<Firm>().IgnoreQueryFilters().Include(f => f.Contacts).Where(f => firmIds.Contains(f.Id)).ToListAsync(cancellation))
        {
            firm.Forget(contactIds, phones, now);
        }
    }

    private async Task ForgetLettersAsync(List<Guid> letters, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.Letters.Where(l => letters.Contains(l.Id) && (l.State == LetterState.Ready || l.State == LetterState.Held || l.State == LetterState.Deferred))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Cancelled).SetProperty(l => l.SettledAt, now), cancellation);
        await db.Letters.Where(l => letters.Contains(l.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Address, "—").SetProperty(l => l.Name, "—").SetProperty(l => l.Html, "").SetProperty(l => l.Text, "").SetProperty(l => l.UnsubscribeUrl, (string?)null), cancellation);
    }

    private async Task ForgetRowsAsync(PersonTerms person, CancellationToken cancellation)
    {
        var (contacts, addresses) = (person.ContactIds, person.Anywhere);
        await db.Set<OutreachLink>().Where(l => contacts.Contains(l.ContactId) || addresses.Contains(l.Address)).ExecuteDeleteAsync(cancellation);
        // The cells of a file are raw: whatever their case and spaces, they go as a whole, and with them the undoing of the row.
        var (sql, values) = PersonTable.All(db).Single(t => t.Name == "import_rows")
            .Change("cells = '[]', findings = '[]', before = NULL, outcome = CASE WHEN outcome = 'Updated' THEN 'Kept' ELSE outcome END", person);
        await db.Database.ExecuteSqlRawAsync(sql, values, cancellation);
    }
}
