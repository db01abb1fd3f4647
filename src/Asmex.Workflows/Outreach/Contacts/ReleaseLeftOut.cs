using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach.Contacts;

/// <summary>A coordinator lets a round write to the firms that it left out because another plan or campaign wrote to them a few days before.</summary>
public sealed class ReleaseLeftOut(WorkflowsDbContext db, SelectAudience audiences, ContactLimits limits, InvitationLetters letters, IOptions<OutreachOptions> options, TimeProvider clock)
{
    public const int LongestReason = 500;

    public static bool MayRelease(InvitationRound round, Actor actor) => actor.Is(Roles.Coordinator, round.Region);

    /// <returns>How many firms are written to now.</returns>
    /// <exception cref="NothingThereException">No such round of theirs.</exception>
    /// <exception cref="RuleBrokenException">No reason, the round is over or cancelled, or nobody is left out for this.</exception>
    public Task<int> RunAsync(Guid roundId, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        var why = Line.Of(reason, LongestReason) ?? throw new RuleBrokenException("Campaigns.ReasonMissing");
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<InvitationRound>(roundId, cancellation);
        var round = await db.Set<InvitationRound>().SingleOrDefaultAsync(r => r.Id == roundId, cancellation);
        if (round is null || !MayRelease(round, actor))
        {
            throw new NothingThereException("round");
        }

        var now = clock.GetUtcNow();
        if (!round.TakesAnswersOn(Zone.DateOf(now)))
        {
            throw new RuleBrokenException("Contacts.RoundIsOver", round.Event.Title);
        }

        await limits.HoldAsync(cancellation);
        var members = await ReleaseAsync(round, now, cancellation);
        if (members > 0)
        {
            db.Add(HistoryEntry.Of(actor, now, "History.FirmsReleased", new Subject(round.Region, round.PlanId, round.ActionId, InstanceId: round.InstanceId), round.Event.Title, members, why));
        }

        // Who is no longer left out goes from the list also where nobody else is on it.
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return members > 0 ? members : throw new RuleBrokenException("Contacts.NobodyToRelease", round.Event.Title);
    });

    private async Task<int> ReleaseAsync(InvitationRound round, DateTimeOffset now, CancellationToken cancellation)
    {
        var left = await db.Set<LeftOut>().Where(l => l.RoundId == round.Id && l.Reason == LeftOutReason.OtherPlan).ToListAsync(cancellation);
        var kept = await db.KeptOfAsync([.. left.Select(l => l.FirmId)], cancellation);

        // A firm may be invited by a file with which the one left out was merged since.
        var firms = kept.Values.Distinct().ToList();
        var invited = await db.Set<Invitation>().Where(i => i.RoundId == round.Id && firms.Contains(i.FirmId)).Select(i => i.FirmId).ToHashSetAsync(cancellation);
        var free = firms.FindAll(firm => !invited.Contains(firm));
        var selection = free.Count == 0 ? AudienceSelection.Nobody : await audiences.RunAsync(new Audience(FirmIds: free), cancellation);
        var members = (await limits.WithoutCappedAsync(selection, now, cancellation)).Members;
        if (members.Count > 0)
        {
            await WriteAsync(round, members, now, cancellation);
        }

        var reached = invited.Concat(members.Select(m => m.FirmId)).ToHashSet();
        db.RemoveRange(left.Where(l => reached.Contains(kept[l.FirmId])));
        return members.Count;
    }

    private async Task WriteAsync(InvitationRound round, IReadOnlyList<AudienceMember> members, DateTimeOffset now, CancellationToken cancellation)
    {
        var (contact, notBefore) = (await letters.ContactAsync(round.Region, cancellation), await limits.NextAllowedAsync(now, round.Region, cancellation));
        var campaign = await db.Set<Campaign>().SingleOrDefaultAsync(c => c.Id == round.CampaignId, cancellation);
        foreach (var member in members)
        {
            var invitation = new Invitation(round, member, now) { IsReleased = true };
            db.Add(invitation);
            var letter = letters.Invite(round.Letter, round, invitation, contact, $"invitation:{invitation.Id:N}", notBefore);
            if (campaign is not null)
            {
                letter.Hold();
            }
        }

        campaign?.GoOn(now, now.AddDays(options.Value.SendWithinDays));
    }
}
