using Asmex.Workflows.Storage;

namespace Asmex.Workflows.People;

/// <summary>Remembers the language in which a person wants pages and letters.</summary>
public sealed class SpeakLanguage(WorkflowsDbContext db)
{
    public async Task RunAsync(string language, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(actor.PersonId, cancellation);
        person.Speak(language);

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
