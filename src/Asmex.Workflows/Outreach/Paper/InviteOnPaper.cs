using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Paper;

/// <summary>Prepares letters for the firms of a round that have no mail address: each gets its invitation and a code that opens its answer page.</summary>
/// <remarks>Printed again, a letter has a new code; those printed before still open. The codes are shown once: only their hashes are kept.</remarks>
public sealed class InviteOnPaper(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="NothingThereException">No such round in a region of the actor.</exception>
    /// <exception cref="RuleBrokenException">It takes no answers any more, or every firm has an address.</exception>
    public async Task<IReadOnlyList<PaperLetter>> RunAsync(Guid roundId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<InvitationRound>(roundId, cancellation);
        var round = await db.Set<InvitationRound>().SingleOrDefaultAsync(r => r.Id == roundId, cancellation);
        if (round is null || !ChangeEvent.MayChange(round, actor))
        {
            throw new NothingThereException("round");
        }

        var now = clock.GetUtcNow();
        if (!round.TakesAnswersOn(Zone.DateOf(now)))
        {
            throw new RuleBrokenException("Outreach.TooLate", round.ClosesOn);
        }

        var letters = await WriteAsync(round, now, cancellation);
        if (letters.Count == 0)
        {
            throw new RuleBrokenException("Paper.NobodyWithout", round.Event.Title);
        }

        db.Add(HistoryEntry.Of(actor, now, "History.LettersPrinted", new Subject(round.Region, round.PlanId, round.ActionId), round.Event.Title, letters.Count));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return letters;
    }

    private async Task<List<PaperLetter>> WriteAsync(InvitationRound round, DateTimeOffset now, CancellationToken cancellation)
    {
        var firms = await db.FirmsWithoutAddress(round.Id).Include(f => f.Contacts).OrderBy(f => f.Name).ToListAsync(cancellation);
        var ids = firms.ConvertAll(f => f.Id);
        var invited = await db.Set<Invitation>().Where(i => i.RoundId == round.Id && !i.IsDouble && ids.Contains(i.FirmId)).ToDictionaryAsync(i => i.FirmId, cancellation);
        var letters = new List<PaperLetter>();
        foreach (var firm in firms)
        {
            var person = firm.Contacts.OrderByDescending(c => c.IsMain).ThenBy(c => c.AddedAt).FirstOrDefault();
            var language = person?.Language ?? Languages.French;
            if (!invited.TryGetValue(firm.Id, out var invitation))
            {
                var name = firm.NameIn(language);
                invitation = new Invitation(round, new AudienceMember(firm.Id, name, firm.Region, person?.Id ?? Guid.Empty, person?.NameIn(language) ?? name, "", language), now);
                db.Add(invitation);
            }

            if (invitation.State == InvitationState.Invited)
            {
                var code = ShortCode.New();
                db.Add(new ShortCode(code, invitation.Id, ShortCodeUse.Answer, now));
                letters.Add(new PaperLetter(invitation, code));
            }
        }

        return letters;
    }
}

/// <summary>One letter to print.</summary>
/// <param name="Code">As it is printed; kept nowhere.</param>
public sealed record PaperLetter(Invitation Invitation, string Code);
