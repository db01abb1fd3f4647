using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters;

/// <summary>What has come between the writing of outreach letters and their sending.</summary>
public sealed class OutreachObstacles(WorkflowsDbContext db, ContactLimits limits, TimeProvider clock)
{
    /// <returns>Why letters must not go, or not now, by their ids; those that may are not in it. Letters that are not outreach always may.</returns>
    public async Task<IReadOnlyDictionary<Guid, Obstacle>> FindAsync(IReadOnlyCollection<Letter> letters, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, Obstacle>();
        var outreach = letters.Where(l => l.Kind == LetterKind.Outreach).ToList();
        if (outreach.Count == 0)
        {
            return found;
        }

        var now = clock.GetUtcNow();
        var suppressed = await SuppressedAsync(outreach, cancellation);
        var unwanted = await UnwantedAsync(outreach, cancellation);
        var invitations = await InvitationsAsync(outreach, now, cancellation);
        var capped = await limits.CappedAsync(outreach, now, cancellation);
        var isQuiet = await limits.NextAllowedAsync(now, region: null, cancellation) > now;
        foreach (var letter in outreach)
        {
            if ((suppressed.GetValueOrDefault(letter.Id) ?? unwanted.GetValueOrDefault(letter.Id) ?? (letter.InvitationId is { } id ? invitations.GetValueOrDefault(id) : null)
                ?? (letter.FirmId is { } firm && capped.Contains(firm) ? new Obstacle("The firm has had as many letters as a firm gets in this time.")
                    : isQuiet ? new Obstacle("A quiet day.", LetterState.Held) : null)) is { } obstacle)
            {
                found.Add(letter.Id, obstacle);
            }
        }

        return found;
    }

    private async Task<Dictionary<Guid, Obstacle>> SuppressedAsync(List<Letter> letters, CancellationToken cancellation)
    {
        var hashes = letters.ToDictionary(l => l.Id, l => Emails.HashOf(l.Address));
        var asked = hashes.Values.Distinct().ToList();
        var reasons = await db.Set<Suppression>().AsNoTracking().Where(s => asked.Contains(s.AddressHash)).ToDictionaryAsync(s => s.AddressHash, s => s.Reason, cancellation);
        return hashes.Where(h => reasons.ContainsKey(h.Value)).ToDictionary(h => h.Key, h => new Obstacle($"The address is suppressed ({reasons[h.Value]})."));
    }

    // The contact may have changed its mind or its address since, or be gone; what was written for the old one is not for the new.
    private async Task<Dictionary<Guid, Obstacle>> UnwantedAsync(List<Letter> letters, CancellationToken cancellation)
    {
        var ids = letters.Select(l => l.ContactId).OfType<Guid>().Distinct().ToList();
        var contacts = await db.Set<Contact>().IgnoreQueryFilters().AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        var found = new Dictionary<Guid, Obstacle>();
        foreach (var letter in letters.Where(l => l.ContactId is not null))
        {
            var why = contacts.GetValueOrDefault(letter.ContactId!.Value) is not { } contact ? "The contact is no longer there."
                : contact.Obstacle is { } reason ? $"The contact is not to be written to ({reason})."
                : contact.AddressHash != Emails.HashOf(letter.Address) ? "The contact has another address by now." : null;
            if (why is not null)
            {
                found.Add(letter.Id, new Obstacle(why));
            }
        }

        return found;
    }

    /// <returns>The obstacles by invitation.</returns>
    private async Task<Dictionary<Guid, Obstacle>> InvitationsAsync(List<Letter> letters, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = letters.Select(l => l.InvitationId).OfType<Guid>().Distinct().ToList();
        var invitations = await db.Set<Invitation>().Where(i => ids.Contains(i.Id)).Join(db.Set<InvitationRound>(), i => i.RoundId, r => r.Id, (i, r) => new
        {
            i.Id,
            i.State,
            r.Region,
            r.AsksAnswer,
            r.ClosesOn,
            Campaign = db.Set<Campaign>().Where(c => c.Id == r.CampaignId).Select(c => (CampaignState?)c.State).FirstOrDefault(),
        }).ToListAsync(cancellation);
        var (found, isWorkingTime) = (new Dictionary<Guid, Obstacle>(), new Dictionary<string, bool>());
        foreach (var region in invitations.Where(i => i.Campaign == CampaignState.Running).Select(i => i.Region ?? "").Distinct())
        {
            isWorkingTime[region] = await limits.IsWorkingTimeAsync(now, region, cancellation);
        }

        foreach (var invitation in invitations)
        {
            var isOver = invitation.AsksAnswer && invitation.ClosesOn < Zone.DateOf(now);
            if (OfInvitation(invitation.State, isOver, invitation.Campaign, isWorkingTime.GetValueOrDefault(invitation.Region ?? "")) is { } obstacle)
            {
                found.Add(invitation.Id, obstacle);
            }
        }

        return found;
    }

    private static Obstacle? OfInvitation(InvitationState state, bool isOver, CampaignState? campaign, bool isWorkingTime) => (state, campaign) switch
    {
        (not InvitationState.Invited, _) => new Obstacle($"The invitation is no longer open ({state})."),
        _ when isOver => new Obstacle("The last day for an answer is over."),
        (_, CampaignState.Cancelled) => new Obstacle("The campaign was cancelled."),
        (_, CampaignState.Preparing or CampaignState.Paused) => new Obstacle("The campaign is paused.", LetterState.Held),
        (_, CampaignState.Running) when !isWorkingTime => new Obstacle("Not in working time.", LetterState.Held),
        _ => null,
    };
}

/// <summary>Why a letter does not go.</summary>
/// <param name="Why">For the one who looks at the letter.</param>
/// <param name="End">The state it gets instead of being sent; <see cref="LetterState.Held"/> where it goes later.</param>
public sealed record Obstacle(string Why, LetterState End = LetterState.Cancelled);
