using Asmex.Workflows.Approvals;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Letters;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Outreach.Campaigns;

/// <summary>A house with firms of Souss-Massa, a delegate who writes, a direction that approves, and a mail server; ten o'clock on a Monday.</summary>
internal sealed class CampaignHouse : IAsyncDisposable
{
    private CampaignHouse(MailRoom room, Actor maker, Actor direction, Actor coordinator) => (Room, Maker, Direction, Coordinator) = (room, maker, direction, coordinator);

    public MailRoom Room { get; }
    public TestDatabase Database => Room.Database;
    public Actor Maker { get; }
    public Actor Direction { get; }
    public Actor Coordinator { get; }

    public static CampaignDraft Draft { get; } = new(
        "Fiches techniques du printemps", "MA-09",
        new CampaignContent("announcement", new EventDetails(new Wording("Nouvelles fiches techniques", "بطاقات تقنية جديدة", "New technical sheets"), Message: new Wording("Elles sont en ligne.\nÀ bientôt.", "إنها على الإنترنت.", "They are online."))),
        new CampaignAudience());

    public static CampaignDraft Asking { get; } = Draft with
    {
        Name = "Atelier étiquetage",
        Content = Draft.Content with { Letter = LetterKeys.Invitation, AsksAnswer = true, ClosesAfter = 12, Reminders = [5], Event = Draft.Content.Event with { Date = new DateOnly(2027, 3, 2), Place = "Agadir" } },
    };

    /// <param name="firms">How many firms of Souss-Massa there are; each second reads Arabic.</param>
    public static async Task<CampaignHouse> OpenAsync(DatabaseKind kind, int firms = 4, Action<OutreachOptions>? change = null, Action<IServiceCollection>? services = null)
    {
        var room = await MailRoom.OpenAsync(kind, services: added =>
        {
            added.Configure<OutreachOptions>(o => change?.Invoke(o));
            services?.Invoke(added);
        });
        for (var i = 0; i < firms; i++)
        {
            await AddFirmAsync(room.Database, i);
        }

        room.Database.Clock.Advance(TimeSpan.FromHours(2));
        return new CampaignHouse(room, await PersonAsync(room.Database, "Karim Idrissi", Roles.Delegate, "MA-09"), await PersonAsync(room.Database, "Nadia Tazi", Roles.Direction, null),
            await PersonAsync(room.Database, "Omar Alami", Roles.Coordinator, null));
    }

    public static Task<Firm> AddFirmAsync(TestDatabase database, int number, string region = "MA-09") => Given.FirmAsync(database, Given.Draft with { Name = $"Coopérative {number}", Ice = null, Region = region, Phone = null },
        Given.Contact with { Name = $"Madame {number}", Email = $"person{number}@coop.example", Language = number % 2 == 0 ? "fr" : "ar" },
        new Actor(Guid.CreateVersion7(), "Karim Idrissi", "fr", [new Holding(Roles.Delegate, region)]));

    public Task<Campaign> SaveAsync(CampaignDraft? draft = null, Guid? id = null, int seen = 0, Actor? by = null) =>
        Database.RunAsync<SaveCampaign, Campaign>(verb => verb.RunAsync(id, draft ?? Draft, seen, by ?? Maker, default));

    public Task<Guid> SubmitAsync(Guid id, Actor? by = null) => Database.RunAsync<SubmitCampaign, Guid>(verb => verb.RunAsync(id, by ?? Maker, default));

    public Task DecideAsync(Guid approval, Verdict verdict = Verdict.Approve, Actor? by = null) =>
        Database.RunAsync<DecideApproval>(verb => verb.RunAsync(new DecideRequest(approval, verdict, verdict == Verdict.Approve ? null : "À revoir"), by ?? Direction, default));

    public Task StartAsync(Guid id, DateTimeOffset? at = null) => Database.RunAsync<StartCampaign>(verb => verb.RunAsync(id, at, Maker, default));

    public Task<int> TendAsync() => Database.RunAsync<TendCampaigns, int>(verb => verb.RunAsync(default));

    public Task PauseAsync(Guid id) => Database.RunAsync<PauseCampaign>(verb => verb.RunAsync(id, Maker, default));

    public Task ResumeAsync(Guid id) => Database.RunAsync<ResumeCampaign>(verb => verb.RunAsync(id, Maker, default));

    public Task CancelAsync(Guid id, string? why = "Erreur de date") => Database.RunAsync<CancelCampaign>(verb => verb.RunAsync(id, why, Maker, default));

    /// <summary>Saved, submitted and approved.</summary>
    public async Task<Guid> ApprovedAsync(CampaignDraft? draft = null)
    {
        var campaign = await SaveAsync(draft);
        await DecideAsync(await SubmitAsync(campaign.Id));
        return campaign.Id;
    }

    /// <summary>Approved, started, its letters written and let go.</summary>
    public async Task<Guid> RunningAsync(CampaignDraft? draft = null)
    {
        var id = await ApprovedAsync(draft);
        await StartAsync(id);
        await TendAsync();
        return id;
    }

    public async Task<Campaign> ReadAsync(Guid id) => (await AllAsync<Campaign>()).Single(c => c.Id == id);

    public async Task<List<T>> AllAsync<T>()
        where T : class
    {
        await using var scope = Database.Scope();
        return await scope.Db.Set<T>().AsNoTracking().ToListAsync();
    }

    /// <summary>The letters to firms, as they stand.</summary>
    public async Task<List<Letter>> LettersAsync() => [.. (await AllAsync<Letter>()).Where(l => l.Kind == LetterKind.Outreach)];

    public IEnumerable<ReceivedMail> MailsToFirms => Room.Server.Received.Where(m => m.To.EndsWith("@coop.example", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => Room.DisposeAsync();

    private static async Task<Actor> PersonAsync(TestDatabase database, string name, string role, string? region)
    {
        await using var scope = database.Scope();
        var person = new Person(name, $"{role}@asmex.example", "fr");
        person.Appoint(role, region, new DateOnly(2026, 1, 1));
        scope.Db.Add(person);
        await scope.Db.SaveChangesAsync();
        return Actor.Of(person, new DateOnly(2027, 1, 4));
    }
}
