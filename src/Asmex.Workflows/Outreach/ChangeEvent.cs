using System.Globalization;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Changes when or where firms are expected, or how many can come: each firm that knows of it and has not said no is told, letters that have not left
/// are written anew, and more places go to those that wait.</summary>
public sealed class ChangeEvent(WorkflowsDbContext db, WaitingList places, InvitationLetters letters, TimeProvider clock)
{
    public const int LongestPlace = 200;
    public const int LongestReason = 500;

    /// <summary>True for those who work with the firms of the round's region.</summary>
    public static bool MayChange(InvitationRound round, Actor actor) =>
        actor.Is(Roles.Delegate, round.Region) || actor.Is(Roles.Officer, round.Region) || actor.Is(Roles.Coordinator, round.Region);

    /// <exception cref="NothingThereException">No such round in a region of the actor.</exception>
    /// <exception cref="RuleBrokenException">Cancelled or changed meanwhile, a day that has passed, fewer places than are taken, or nothing changes.</exception>
    public Task RunAsync(EventChange change, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await places.HoldAsync(change.RoundId, cancellation);

        // A step that cancels the round does not take its places, but its row.
        await db.HoldAsync<InvitationRound>(change.RoundId, cancellation);
        var round = await db.Set<InvitationRound>().SingleOrDefaultAsync(r => r.Id == change.RoundId, cancellation);
        if (round is null || !MayChange(round, actor))
        {
            throw new NothingThereException("round");
        }

        var after = round.Event with { Date = change.Date, Time = change.Time, Place = Line.Of(change.Place, LongestPlace), Seats = change.Seats };
        await ApplyAsync(round, after, change.ChangesSeen, Line.Of(change.Reason, LongestReason), actor, cancellation);
        await transaction.CommitAsync(cancellation);
    });

    /// <summary>The same inside the transaction of another verb, which holds the round's places.</summary>
    internal async Task ApplyAsync(InvitationRound round, EventDetails after, int changesSeen, string? reason, Actor actor, CancellationToken cancellation)
    {
        // Whoever writes the letters of its campaign reads the round of before, or of after.
        if (round.CampaignId is { } campaign)
        {
            await db.HoldAsync<Campaign>(campaign, cancellation);
        }

        var (now, before) = (clock.GetUtcNow(), round.Event);
        await CheckAsync(round, after, Zone.DateOf(now), cancellation);
        round.ChangeEvent(after, changesSeen);
        await db.SaveChangesAsync(cancellation);
        await RewriteAsync(round, now, cancellation);
        if (before with { Seats = after.Seats } != after)
        {
            foreach (var invitation in await ToldAsync(round, cancellation))
            {
                letters.ChangeEvent(round, invitation, reason);
            }
        }

        await places.RecountAsync(round, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.EventChanged", new Subject(round.Region, round.PlanId, round.ActionId, InstanceId: round.InstanceId),
            after.Title, after.Date?.ToString("O", CultureInfo.InvariantCulture) ?? "–", after.Place ?? "–"));
        await db.SaveChangesAsync(cancellation);
    }

    private async Task CheckAsync(InvitationRound round, EventDetails after, DateOnly today, CancellationToken cancellation)
    {
        if (after == round.Event)
        {
            throw new RuleBrokenException("Outreach.NothingChanges");
        }

        if (after.Date is { } date && date < today)
        {
            throw new RuleBrokenException("Outreach.DayHasPassed", date);
        }

        var taken = await db.Set<Invitation>().CountAsync(i => i.RoundId == round.Id && (i.Place == PlaceState.Held || i.Place == PlaceState.Offered || (i.Place == null && i.Reply == Reply.Yes)), cancellation);
        if (after.Seats is { } seats && seats < taken)
        {
            throw new RuleBrokenException("Outreach.TooFewPlaces", seats, taken);
        }
    }

    // A letter that has not left would tell of what is no longer so, after the change was told.
    private async Task RewriteAsync(InvitationRound round, DateTimeOffset now, CancellationToken cancellation)
    {
        var why = $"The event has changed ({round.EventChanges}).";
        var invited = db.Set<Invitation>().Where(i => i.RoundId == round.Id && i.State == InvitationState.Invited);
        var ofRound = db.Letters.Where(l => l.Kind == LetterKind.Outreach && invited.Any(i => i.Id == l.InvitationId));

        // Also those that a sender holds: it asks once more before their content leaves.
        var taken = await ofRound.Where(l => l.State == LetterState.Ready || l.State == LetterState.Held || l.State == LetterState.Deferred || l.State == LetterState.Claimed)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Cancelled).SetProperty(l => l.SettledAt, now).SetProperty(l => l.Reply, why), cancellation);
        if (taken == 0)
        {
            return;
        }

        var old = await ofRound.Where(l => l.State == LetterState.Cancelled && l.Reply == why)
            .Select(l => new { InvitationId = l.InvitationId!.Value, l.Template, l.CauseKey, l.DueAt }).ToListAsync(cancellation);

        // Nobody has seen them: the new ones are of the same cause, and count in their place.
        await db.Database.ExecuteSqlAsync($"""
            DELETE FROM letters WHERE invitation_id IN (SELECT id FROM invitations WHERE round_id = {round.Id})
            AND id IN (SELECT id FROM letter_states WHERE state = 'Cancelled' AND reply = {why})
            """, cancellation);
        var invitations = await invited.AsNoTracking().ToDictionaryAsync(i => i.Id, cancellation);
        var contact = await letters.ContactAsync(round.Region, cancellation);
        foreach (var letter in old)
        {
            var written = letters.Invite(letter.Template, round, invitations[letter.InvitationId], contact, letter.CauseKey, letter.DueAt);
            if (round.CampaignId is not null)
            {
                written.Hold();
            }
        }
    }

    // Who said yes or perhaps is told whatever came since; who is silent only of an invitation that left, and where one may still write of our own accord.
    private async Task<List<Invitation>> ToldAsync(InvitationRound round, CancellationToken cancellation)
    {
        var left = RoundFigures.FirstLetters(db, round.Id)
            .Where(l => l.State == LetterState.Sent || l.State == LetterState.Unknown || l.State == LetterState.Handed).Select(l => l.InvitationId);
        var asked = await db.Set<Invitation>().Where(i => i.RoundId == round.Id
            && (i.Reply == Reply.Yes || i.Reply == Reply.Maybe || (i.State == InvitationState.Invited && left.Contains(i.Id)))).ToListAsync(cancellation);
        var ids = asked.Where(i => i.Reply is null).Select(i => i.ContactId).ToList();
        var contacts = await db.Set<Contact>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        var barred = await db.BarredAsync(contacts.Values, isOutreach: true, cancellation);
        return asked.FindAll(i => i.Reply is not null || MayHear(contacts.GetValueOrDefault(i.ContactId), Emails.HashOf(i.Address), barred));
    }

    private static bool MayHear(Contact? contact, string addressHash, HashSet<string> barred) =>
        contact is { Obstacle: null } && contact.AddressHash == addressHash && !barred.Contains(addressHash);
}

/// <param name="Seats">Null: as many as want to.</param>
/// <param name="Reason">Goes into the letters.</param>
/// <param name="ChangesSeen">The <see cref="InvitationRound.EventChanges"/> that were before the eyes.</param>
public sealed record EventChange(Guid RoundId, DateOnly? Date, TimeOnly? Time, string? Place, int? Seats, string? Reason, int ChangesSeen);
