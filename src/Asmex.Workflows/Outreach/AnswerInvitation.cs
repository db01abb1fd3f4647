using Asmex.Workflows.Audit;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Needs;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>A firm answers, or changes its answer: with what it says go its need, its document, the confirmation and the end of reminders. When it was the
/// last, the next step of the work follows at once, in a transaction of its own: the answer stands whatever becomes of that.</summary>
public sealed class AnswerInvitation(
    WorkflowsDbContext db, CloseRounds rounds, WaitingList places, LetterWriter writer, InvitationLetters letters, FileStore files, TimeProvider clock)
{
    /// <exception cref="NothingThereException">The link opens no invitation.</exception>
    /// <exception cref="RuleBrokenException">Too late, cancelled, answered meanwhile, or something typed cannot stand; nothing was written.</exception>
    public async Task<Invitation> RunAsync(AnswerRequest request, CancellationToken cancellation)
    {
        var invitation = await SaveAsync(request, cancellation);
        await rounds.CloseIfSettledAsync(invitation.RoundId, GuestOf(invitation), cancellation);
        return invitation;
    }

    /// <summary>A calendar answers, inside the transaction of another verb: what the firm said before of people, need and remarks stands. If it was the last
    /// answer, the sweep closes the round.</summary>
    internal async Task WithinAsync(Guid invitationId, Reply reply, CancellationToken cancellation)
    {
        var (invitation, round) = await FindAsync(db.Set<Invitation>().Where(i => i.Id == invitationId), cancellation);
        if (invitation.Reply != reply)
        {
            MustBeInTime(round, Zone.Today(clock));
            var draft = new AnswerDraft(reply, invitation.Version, invitation.Participants, invitation.NeedCategory ?? NeedCategory.Other, invitation.NeedText, invitation.Remarks);
            await AnswerAsync(invitation, round, draft, document: null, cancellation);
        }
    }

    private async Task<Invitation> SaveAsync(AnswerRequest request, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var hash = SecretToken.Hash(request.Token);
        var (invitation, round) = await FindAsync(
            db.Set<OutreachLink>().Where(l => l.TokenHash == hash).Join(db.Set<Invitation>(), l => l.InvitationId, i => i.Id, (_, i) => i), cancellation);
        MustBeInTime(round, Zone.Today(clock));

        var document = request.Document is { } given && round.Questions.Upload is not null
            ? await files.TakeAsync(given.Name, given.Content, new FileBelonging(invitation.FirmName, invitation.Region, InvitationId: invitation.Id), cancellation) : null;
        await AnswerAsync(invitation, round, request.Draft, document, cancellation);
        await transaction.CommitAsync(cancellation);
        return invitation;
    }

    private async Task AnswerAsync(Invitation invitation, InvitationRound round, AnswerDraft draft, StoredFile? document, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (earlierNeed, came) = (invitation.NeedText, invitation.Comes);
        invitation.Answer(draft, round, document?.Id, now);
        await NoteNeedAsync(invitation, earlierNeed, now, cancellation);
        await writer.CancelAsync(invitation.Id, "The firm has answered.", cancellation);
        var unsure = await db.Letters.Where(l => l.InvitationId == invitation.Id && l.Kind == LetterKind.Outreach && l.State == LetterState.Unknown).ToListAsync(cancellation);
        unsure.ForEach(l => l.HasArrived("Answered.", now));
        await places.SettleAsync(round, invitation, cancellation);
        letters.Confirm(round, invitation, document?.Name ?? await NameOfAsync(invitation.FileId, cancellation), await places.PositionAsync(invitation, cancellation), came);

        db.Add(HistoryEntry.Of(GuestOf(invitation), now, $"History.Answered{invitation.Reply}", new Subject(invitation.Region, round.PlanId, round.ActionId, FirmId: invitation.FirmId),
            invitation.FirmName, round.Event.Title));
        await db.SaveChangesAsync(cancellation);
    }

    private static Actor GuestOf(Invitation invitation) => Actor.Guest($"{invitation.ContactName}, {invitation.FirmName}", invitation.Language);

    private static void MustBeInTime(InvitationRound round, DateOnly today)
    {
        if (round.State == RoundState.Cancelled)
        {
            throw new RuleBrokenException("Outreach.Cancelled", round.Event.Title);
        }

        if (!round.TakesAnswersOn(today))
        {
            throw new RuleBrokenException("Outreach.TooLate", round.ClosesOn);
        }
    }

    private async Task<(Invitation Invitation, InvitationRound Round)> FindAsync(IQueryable<Invitation> asked, CancellationToken cancellation)
    {
        var roundId = await asked.Select(i => (Guid?)i.RoundId).SingleOrDefaultAsync(cancellation) ?? throw new NothingThereException("invitation");
        await places.HoldAsync(roundId, cancellation);

        // A step that cancels the round does not take its places, but its row.
        await db.HoldAsync<InvitationRound>(roundId, cancellation);
        return (await asked.SingleAsync(cancellation), await db.Set<InvitationRound>().SingleAsync(r => r.Id == roundId, cancellation));
    }

    private async Task NoteNeedAsync(Invitation invitation, string? earlier, DateTimeOffset now, CancellationToken cancellation)
    {
        if (invitation.NeedText is not { } text || text == earlier || await db.HeldFirmAsync(invitation.FirmId, cancellation) is not { } firm)
        {
            return;
        }

        var need = new NeedRequest(firm.Id, invitation.NeedCategory!.Value, text, Source: NeedSource.Answer, ActionId: invitation.ActionId);
        db.Add(new Need(firm, need, invitation.ContactName, now));
    }

    private async Task<string?> NameOfAsync(Guid? fileId, CancellationToken cancellation) =>
        fileId is { } id ? await db.Set<StoredFile>().Where(f => f.Id == id).Select(f => f.Name).SingleOrDefaultAsync(cancellation) : null;
}

/// <param name="Token">The secret of the personal link.</param>
public sealed record AnswerRequest(string Token, AnswerDraft Draft, GivenDocument? Document = null);
