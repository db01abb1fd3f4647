using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Notifications;

/// <summary>Keeps how a person wants to learn of each kind of news.</summary>
public sealed class ChooseChannels(WorkflowsDbContext db)
{
    public async Task RunAsync(IReadOnlyDictionary<NotificationKind, Channel> wanted, Actor actor, CancellationToken cancellation)
    {
        var person = actor.PersonId ?? throw new Texts.NothingThereException("person");
        await using var transaction = await db.BeginWriteAsync(cancellation);

        // A form that is sent twice adds the same choice once.
        await db.HoldNameAsync($"channels:{person:N}", cancellation);
        var kept = await db.Set<ChannelChoice>().Where(c => c.PersonId == person).ToDictionaryAsync(c => c.Kind, cancellation);
        foreach (var (kind, channel) in wanted)
        {
            if (kept.TryGetValue(kind, out var choice))
            {
                choice.Change(channel);
            }
            else if (channel != Channel.AtOnce)
            {
                db.Add(new ChannelChoice(person, kind, channel));
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
