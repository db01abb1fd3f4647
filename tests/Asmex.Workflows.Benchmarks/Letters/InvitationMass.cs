using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Benchmarks.Letters;

/// <summary>Invitations as a round writes them: each with its firm's name, a personal link, a way out and a calendar file.</summary>
internal sealed class InvitationMass(IServiceProvider services)
{
    // So many rows are held at once, whatever the audience.
    private const int Chunk = 500;

    private static readonly string[] _domains = ["gmail.com", "hotmail.fr", "yahoo.fr", "menara.example", "coop.example"];

    /// <summary>Renders without writing.</summary>
    public void Render(int count)
    {
        var catalog = services.GetRequiredService<TemplateCatalog>();
        for (var i = 0; i < count; i++)
        {
            var token = SecretToken.New();
            _ = catalog.Write(LetterKeys.Invitation, Language(i), Model(i, token), $"Fatima Alaoui {i}", new Link("/u/" + token));
        }
    }

    public async Task WriteAsync(int count, string cause)
    {
        for (var from = 0; from < count; from += Chunk)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
            var writer = scope.ServiceProvider.GetRequiredService<LetterWriter>();
            var mail = scope.ServiceProvider.GetRequiredService<IOptions<MailOptions>>().Value;
            await using var transaction = await db.BeginWriteAsync(default);
            for (var i = from; i < Math.Min(count, from + Chunk); i++)
            {
                Write(db, writer, mail, i, cause);
            }

            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        }
    }

    private static void Write(WorkflowsDbContext db, LetterWriter writer, MailOptions mail, int i, string cause)
    {
        var (token, now) = (SecretToken.New(), DateTimeOffset.UtcNow);
        var address = $"contact{i}@{_domains[i % _domains.Length]}";
        var round = new InvitationRound(new RoundPlace(cause, "i", null, null, "MA-09"), LetterKeys.Invitation,
            new EventDetails(FirmLetter.Sample.About) { Date = FirmLetter.Sample.Date, Time = FirmLetter.Sample.Time, Place = "Agadir", Seats = 40 }, new Questions(), [], Zone.DateOf(now), Zone.DateOf(now).AddDays(10));
        var invitation = new Invitation(round, new AudienceMember(Guid.CreateVersion7(), $"Coopérative {i}", "MA-09", Guid.CreateVersion7(), $"Fatima Alaoui {i}", address, Language(i)), now);
        var calendar = CalendarFile.Of(CalendarMethod.Request, round, invitation, mail.Absolute("/a/" + token), mail, now);
        db.Add(new OutreachLink(SecretToken.Hash(token), invitation.ContactId, address, null, now));
        writer.WriteNew(LetterKeys.Invitation, new Recipient(address, invitation.ContactName, invitation.Language), Model(i, token), $"{cause}:{i}", LetterAbout.Nothing,
            unsubscribe: new Link("/u/" + token), calendar: calendar);
    }

    private static string Language(int i) => i % 3 == 0 ? Languages.Arabic : Languages.French;

    private static FirmLetter Model(int i, string token) => FirmLetter.Sample with { Firm = $"Coopérative {i}", Link = new Link("/a/" + token) };
}
