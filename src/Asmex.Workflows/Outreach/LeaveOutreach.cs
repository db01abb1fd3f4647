using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Someone takes the way out of a letter: no invitation is sent to the address any more, those written and not sent included.</summary>
/// <remarks>Doing it twice changes nothing.</remarks>
public sealed class LeaveOutreach(WorkflowsDbContext db, OptOut optOut, TimeProvider clock)
{
    /// <param name="source">By which door: the page, or the button of a mail program.</param>
    /// <exception cref="NothingThereException">The link is not one of ours.</exception>
    public async Task RunAsync(string token, string source, CancellationToken cancellation)
    {
        var hash = SecretToken.Hash(token);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var link = await db.Set<OutreachLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, cancellation) ?? throw new NothingThereException("link");
        if (link.Address.Length == 0)
        {
            await LeaveOnPaperAsync(link, source, cancellation);
            await transaction.CommitAsync(cancellation);
            return;
        }

        var addressHash = Emails.HashOf(link.Address);
        await db.HoldAddressAsync(addressHash, cancellation);
        if (await db.Set<Suppression>().AnyAsync(s => s.AddressHash == addressHash && s.Reason == SuppressionReason.OptedOut, cancellation))
        {
            return;
        }

        await SuppressAsync(link, source, cancellation);
        var open = await db.Set<Invitation>().Where(i => i.Address == link.Address && i.State == InvitationState.Invited).ToListAsync(cancellation);
        open.ForEach(i => i.LeaveOut());
        await db.SaveChangesAsync(cancellation);
        await StopLettersAsync(link.Address, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    // A letter on paper has no address: its firm leaves, by its contact if it has one, and nobody else.
    private async Task LeaveOnPaperAsync(OutreachLink link, string source, CancellationToken cancellation)
    {
        var contact = await db.Set<Contact>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == link.ContactId, cancellation);
        if (contact is { OptedOutAt: null })
        {
            await optOut.WithinAsync(contact.Id, source, Actor.Guest(contact.Name, contact.Language), cancellation);
        }

        if (await db.Set<Invitation>().SingleOrDefaultAsync(i => i.Id == link.InvitationId && i.State == InvitationState.Invited, cancellation) is { } invitation)
        {
            invitation.LeaveOut();
        }

        await db.SaveChangesAsync(cancellation);
    }

    private async Task SuppressAsync(OutreachLink link, string source, CancellationToken cancellation)
    {
        // The contact may be gone or have another address by now: what was written to is what opts out.
        var hash = Emails.HashOf(link.Address);
        var contact = await db.Set<Contact>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == link.ContactId, cancellation);
        if (contact?.AddressHash == hash)
        {
            await optOut.WithinAsync(link.ContactId, source, Actor.Guest(contact.Name, contact.Language), cancellation);
        }
        else
        {
            await db.SuppressAsync(link.Address, SuppressionReason.OptedOut, clock.GetUtcNow(), cancellation);
        }
    }

    private async Task StopLettersAsync(string address, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.Letters.Where(l => l.Address == address && l.Kind == LetterKind.Outreach && (l.State == LetterState.Ready || l.State == LetterState.Held || l.State == LetterState.Deferred))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Cancelled).SetProperty(l => l.SettledAt, now).SetProperty(l => l.Reply, "Opted out."), cancellation);
    }
}
