using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters;

/// <summary>Writes a letter to the administrator who asks for it, to see whether letters arrive.</summary>
public sealed class SendTestLetter(WorkflowsDbContext db, LetterWriter writer, TimeProvider clock)
{
    public async Task<Letter> RunAsync(Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var person = actor.Is(Roles.Administrator) ? await db.Users.SingleOrDefaultAsync(p => p.Id == actor.PersonId, cancellation) : null;
        if (person is null)
        {
            throw new NothingThereException("letter");
        }

        var now = clock.GetUtcNow();
        var letter = await writer.WriteAsync(LetterKeys.TestLetter, Recipient.Of(person), new TestLetter(now, new Link("/letters")), $"test:{person.Id:N}:{now.Ticks}", LetterAbout.Nothing, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return letter;
    }
}
