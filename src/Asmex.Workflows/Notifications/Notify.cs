using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Notifications;

/// <summary>Tells people something inside the transaction of another verb: a line in the list of each, and a letter as each wants it. Whoever stands in for one of them today is told too, for whom.</summary>
public sealed class Notify(WorkflowsDbContext db, LetterWriter writer, PeopleDirectory people, Absences absences, TimeProvider clock)
{
    /// <summary>The same for people known by their ids; who does not exist any more is left out.</summary>
    public async Task TellAsync(IEnumerable<Guid> personIds, News news, CancellationToken cancellation) =>
        await TellAsync(await people.ByIdAsync([.. personIds.Distinct()], cancellation), news, cancellation);

    /// <returns>How many were told; who was told of this cause before is not told again.</returns>
    public async Task<int> TellAsync(IReadOnlyCollection<Person> to, News news, CancellationToken cancellation)
    {
        var deputies = (await absences.StandInsAsync([.. to.Select(p => p.Id)], cancellation)).Where(d => news.NotFor?.Invoke(d.Deputy.Id) != true).ToList();
        var all = to.Select(p => (Person: p, For: (string?)null)).Concat(deputies.Select(d => (Person: d.Deputy, For: (string?)d.For))).DistinctBy(p => p.Person.Id).ToList();
        var ids = all.Select(p => p.Person.Id).ToList();
        var told = await ToldAsync(ids, news.Cause, cancellation);
        var chosen = await db.Set<ChannelChoice>().AsNoTracking().Where(c => ids.Contains(c.PersonId) && c.Kind == news.Kind)
            .ToDictionaryAsync(c => c.PersonId, c => c.Channel, cancellation);
        var now = clock.GetUtcNow();
        var fresh = all.Where(p => told.Add(p.Person.Id)).ToList();
        foreach (var (person, absent) in fresh)
        {
            var own = absent is null ? news : news with { Why = TextCatalog.Shared.SayInAll("Notices.ForAbsent", absent, news.Why) };
            var channel = person.SuspendedAt is null ? chosen.GetValueOrDefault(person.Id, Channel.AtOnce) : Channel.ListOnly;
            db.Add(new Notification(person.Id, own, channel, now));
            if (channel == Channel.AtOnce)
            {
                var model = news.ModelFor is { } special ? await special(person) : news.Model ?? new NewsLetter(news.What, news.Why, new Link(news.Path));
                await writer.WriteAsync(news.Letter, Recipient.Of(person), model with { ForWhom = absent }, $"{news.Cause}:{person.Id:N}", news.About, cancellation);
            }
        }

        return fresh.Count;
    }

    private async Task<HashSet<Guid>> ToldAsync(List<Guid> ids, string cause, CancellationToken cancellation) =>
    [
        .. await db.Set<Notification>().Where(n => n.Cause == cause && ids.Contains(n.PersonId)).Select(n => n.PersonId).ToListAsync(cancellation),
        .. db.ChangeTracker.Entries<Notification>().Where(e => e.Entity.Cause == cause).Select(e => e.Entity.PersonId),
    ];
}
