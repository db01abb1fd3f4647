using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters;

/// <summary>A person says what became of a letter that stopped: it arrived, it is to be sent again, or it is given up.</summary>
public sealed class ResolveLetter(WorkflowsDbContext db, IOptions<MailOptions> options, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">No note was given, it is too long, or the letter waits for nobody.</exception>
    public async Task<Letter> RunAsync(ResolveLetterRequest request, Actor actor, CancellationToken cancellation)
    {
        var note = Line.Of(request.Note, Letter.LongestNote) ?? throw new RuleBrokenException("Letters.NoteMissing");
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<Letter>(request.LetterId, cancellation);
        var letter = actor.Is(Roles.Administrator) || actor.Is(Roles.Coordinator)
            ? await db.Letters.SingleOrDefaultAsync(l => l.Id == request.LetterId, cancellation) : null;
        if (letter is null)
        {
            throw new NothingThereException("letter");
        }

        letter.Resolve(request.Verdict, note, actor, clock.GetUtcNow(), options.Value.GiveUpAfter);
        var subject = new Subject(PlanId: letter.PlanId, ActionId: letter.ActionId, TaskId: letter.TaskId, FirmId: letter.FirmId);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), $"History.Letter{request.Verdict}", subject, letter.Address, letter.Subject, note));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return letter;
    }
}

public sealed record ResolveLetterRequest(Guid LetterId, LetterVerdict Verdict, string Note);
