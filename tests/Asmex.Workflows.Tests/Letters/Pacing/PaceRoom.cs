using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Letters.Pacing;

/// <summary>A mail room whose letters keep to a pace.</summary>
internal static class PaceRoom
{
    public static Task<MailRoom> OpenAsync(DatabaseKind kind, Action<PaceOptions> pace, Action<MailOptions>? mail = null) =>
        MailRoom.OpenAsync(kind, change: mail, services: services => services.Configure(pace));

    /// <summary>Writes so many letters to a domain; their causes begin with it.</summary>
    public static async Task WriteAsync(this MailRoom room, int count, string domain, bool outreach = false, string cause = "")
    {
        await using var scope = room.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        for (var i = 0; i < count; i++)
        {
            var to = new Recipient($"person{i}@{domain}", "Fatima Alaoui", "fr");
            _ = outreach
                ? scope.Get<LetterWriter>().WriteNew(LetterKeys.Invitation, to, FirmLetter.Sample, $"{domain}:{cause}{i}", LetterAbout.Nothing, unsubscribe: new Link("/u/token"))
                : scope.Get<LetterWriter>().WriteNew(LetterKeys.TaskOpened, to, TaskLetter.Sample, $"{domain}:{cause}{i}", LetterAbout.Nothing);
        }

        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    /// <summary>How many a domain has received.</summary>
    public static int ReceivedBy(this MailRoom room, string domain) => room.Server.Received.Count(m => m.To.EndsWith("@" + domain, StringComparison.Ordinal));

    public static async Task<MailRelay> RelayAsync(this MailRoom room)
    {
        await using var scope = room.Database.Scope();
        return await scope.Db.Set<MailRelay>().AsNoTracking().Include(r => r.Buckets).SingleAsync();
    }

    public static async Task<Actor> AppointAsync(this MailRoom room, string role)
    {
        await using var scope = room.Database.Scope();
        var person = new Person($"Samira {role}", $"{role}@asmex.example", "fr");
        person.Appoint(role, null, new DateOnly(2026, 1, 1));
        scope.Db.Add(person);
        await scope.Db.SaveChangesAsync();
        return Actor.Of(person, new DateOnly(2027, 1, 4));
    }
}
