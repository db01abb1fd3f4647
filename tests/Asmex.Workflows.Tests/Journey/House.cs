using System.Globalization;
using System.Text.RegularExpressions;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Journey;

/// <summary>The product with its people in one region, a real mail server and a virtual clock; does what pages and jobs do, through the same verbs.</summary>
internal sealed partial class House : IAsyncDisposable
{
    public const string SoussMassa = "MA-09";

    private readonly TestDatabase _database;
    private readonly Dictionary<string, Person> _people = [];

    private House(TestDatabase database, SmtpServer mail, string files) => (_database, Mail, Files) = (database, mail, files);

    public SmtpServer Mail { get; }

    /// <summary>The folder of what people attach.</summary>
    public string Files { get; }

    public TestDatabase Database => _database;

    public DateTimeOffset Now => _database.Clock.GetUtcNow();
    public DateOnly Today => Zone.DateOf(Now);

    public static async Task<House> OpenAsync(DatabaseKind kind)
    {
        var mail = new SmtpServer();
        var files = TestFolder.New("files");
        var database = await TestDatabase.CreateAsync(kind, services => services
            .Configure<RunningOptions>(o => o.DefinitionsPath = Path.Combine(Repository.Root, "workflows"))
            .Configure<FilesOptions>(o => o.Path = files)
            .Configure<MailOptions>(o =>
            {
                (o.Host, o.Port, o.Security) = ("127.0.0.1", mail.Port, MailSecurity.None);
                o.Templates = Path.Combine(Repository.Root, "templates");
            }));
        var house = new House(database, mail, files);
        await database.RunAsync<LoadDefinitions>(load => load.RunAsync(default));
        await house.AppointAsync();
        await house.RegisterFirmsAsync();
        return house;
    }

    public Actor As(string who) => Actor.Of(_people[who], Today);

    public Person Person(string who) => _people[who];

    public Task<TResult> RunAsync<TVerb, TResult>(Func<TVerb, Task<TResult>> run)
        where TVerb : notnull => _database.RunAsync(run);

    public Task RunAsync<TVerb>(Func<TVerb, Task> run)
        where TVerb : notnull => _database.RunAsync(run);

    public async Task<T> ReadAsync<T>(Func<Asmex.Workflows.Storage.WorkflowsDbContext, Task<T>> read)
    {
        await using var scope = _database.Scope();
        return await read(scope.Db);
    }

    /// <summary>The open task of a step.</summary>
    public Task<PlanTask> TaskAsync(string step) =>
        ReadAsync(async db => await db.Set<PlanTask>().AsNoTracking().SingleOrDefaultAsync(t => t.ActivityId == step && t.Status == PlanTaskStatus.Open)
            ?? throw new InvalidOperationException($"No open task '{step}'; open are: {string.Join(", ", await db.Set<PlanTask>().Where(t => t.Status == PlanTaskStatus.Open).Select(t => t.ActivityId).ToListAsync())}"));

    public Task<bool> IsOpenAsync(string step) =>
        ReadAsync(db => db.Set<PlanTask>().AnyAsync(t => t.ActivityId == step && t.Status == PlanTaskStatus.Open));

    /// <summary>Completes the open task of a step: what is not given is filled in as its form allows, what must be attached is attached.</summary>
    public Task DoAsync(string step, string who, params (string Field, object Value)[] given) => DoAsync(step, As(who), guest: null, given);

    /// <summary>The same, by the personal link of a guest.</summary>
    public Task DoAsGuestAsync(string step, GuestLink link) => DoAsync(step, Actor.Guest(link.Name, link.Language), link);

    private async Task DoAsync(string step, Actor actor, GuestLink? guest, params (string Field, object Value)[] given)
    {
        var task = await TaskAsync(step);
        await AttachAsync(task, actor, guest);
        var values = given.ToDictionary(g => g.Field, g => Typed(g.Value));
        var firms = await ReadAsync(db => db.Set<Firm>().Where(f => f.Region == task.Region).OrderBy(f => f.Id).Select(f => f.Id.ToString()).ToListAsync());
        var request = new CompleteTaskRequest(task.Id, values.TryGetValue("outcome", out var outcome) ? outcome[0] : null,
            name => values.GetValueOrDefault(name) ?? (task.Form.SingleOrDefault(f => f.Name == name) is { } field ? Plausible(field, firms) : []), task.Version, guest);
        await RunAsync<CompleteTask>(complete => complete.RunAsync(request, actor, default));
    }

    /// <summary>The pending request of a step.</summary>
    public Task<Approval> RequestAsync(string step) =>
        ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.ActivityId == step && a.Status == ApprovalStatus.Pending));

    public async Task DecideAsync(string step, string who, Verdict verdict, string? reason = null, decimal? granted = null)
    {
        var approval = await RequestAsync(step);
        await RunAsync<DecideApproval>(decide => decide.RunAsync(new DecideRequest(approval.Id, verdict, reason, granted, approval.Version), As(who), default));
    }

    /// <summary>Lets days pass: every sweep runs each morning, as the jobs would.</summary>
    public async Task UntilAsync(DateOnly day)
    {
        for (var next = Today.AddDays(1); next <= day; next = next.AddDays(1))
        {
            _database.Clock.SetUtcNow(Zone.At(next, new TimeOnly(9, 30)));
            await SweepAsync();
        }
    }

    public async Task SweepAsync()
    {
        await RunAsync<FireDueTimers>(fire => fire.RunAsync(default));
        await RunAsync<EscalateApprovals>(escalate => escalate.RunAsync(default));
        await RunAsync<StartAddedActions>(start => start.RunAsync(default));
        await RunAsync<ExpireApprovals>(expire => expire.RunAsync(default));
        await RunAsync<SendReminders>(remind => remind.RunAsync(default));
        await RunAsync<SendDigests>(send => send.RunAsync(default));
        await RunAsync<SendInvitationReminders>(remind => remind.RunAsync(default));
        await RunAsync<CloseRounds>(close => close.RunAsync(default));
        await RunAsync<TendCampaigns>(tend => tend.RunAsync(default));
        await PostAsync();
    }

    /// <summary>Sends what is written.</summary>
    public async Task PostAsync()
    {
        while (await RunAsync<SendLetters, int>(send => send.RunAsync(default)) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await Mail.DisposeAsync();
    }

    private async Task AppointAsync()
    {
        await using var scope = _database.Scope();
        foreach (var (key, name, language, role, region) in new (string, string, string, string, string?)[]
        {
            ("delegate", "Karim Idrissi", "fr", Roles.Delegate, SoussMassa),
            ("stranger", "Salma Berrada", "ar", Roles.Delegate, "MA-02"),
            ("officer", "Youssef Amrani", "fr", Roles.Officer, null),
            ("coordinator", "Nadia Bennis", "fr", Roles.Coordinator, null),
            ("direction", "Hicham Tazi", "en", Roles.Direction, null),
            ("treasurer", "Leila Fassi", "fr", Roles.Treasurer, null),
            ("commission", "Omar Alaoui", "ar", Roles.Commission, null),
            ("board-1", "Driss Kabbaj", "fr", Roles.Board, null),
            ("board-2", "Rachid Senhaji", "fr", Roles.Board, null),
            ("board-3", "Amina Chraibi", "fr", Roles.Board, null),
        })
        {
            var person = new Person(name, $"{key}@asmex.example", language);
            person.Appoint(role, region, Today.AddYears(-1));
            scope.Db.Add(person);
            _people[key] = person;
        }

        await scope.Db.SaveChangesAsync();
    }

    /// <summary>A firm answers by the link of its last letter.</summary>
    public async Task AnswerAsync(string address, Reply reply, string? need = null, bool withCharter = false)
    {
        var token = AnswerLink().Match(Mail.Received.Last(m => m.To == address && AnswerLink().IsMatch(m.Html)).Html).Groups[1].Value;
        using var content = new MemoryStream("%PDF-1.7 charter"u8.ToArray());
        await RunAsync<AnswerInvitation, Invitation>(answer => answer.RunAsync(new AnswerRequest(token,
            new AnswerDraft(reply, 0, reply == Reply.Yes ? [new Participant("Fatima Zahra")] : [], NeedCategory.Other, need),
            withCharter ? new GivenDocument("charte.pdf", content) : null), default));
    }

    private async Task RegisterFirmsAsync()
    {
        for (var i = 0; i < 6; i++)
        {
            var contact = new ContactDraft($"Madame {i}", Languages.All[i % 3], FirmAddress(i), EmailKind.Generic, IsMain: true);
            await RunAsync<AddFirm, Firm>(add => add.RunAsync(new FirmDraft($"Coopérative Argan {i}", SoussMassa, SectorCatalog.All[0].Key), contact, "test", As("delegate"), default));
        }
    }

    public static string FirmAddress(int i) => $"contact{i}@cooperative{i}.example";

    private async Task AttachAsync(PlanTask task, Actor actor, GuestLink? guest)
    {
        var places = task.Form.Where(f => f is { Type: "file", Required: true }).Select(f => f.Name).Concat(task.Evidence is null ? [] : [TaskFiles.Evidence]);
        foreach (var place in places)
        {
            using var content = new MemoryStream("%PDF-1.7 one page"u8.ToArray());
            await RunAsync<AttachFile>(attach => attach.RunAsync(new AttachFileRequest(task.Id, place, place + ".pdf", content, guest), actor, default));
        }
    }

    private static IReadOnlyList<string> Typed(object value) => value switch
    {
        IEnumerable<Guid> ids => [.. ids.Select(i => i.ToString())],
        IFormattable number => [number.ToString(null, CultureInfo.InvariantCulture)],
        _ => [value.ToString()!],
    };

    private static IReadOnlyList<string> Plausible(FormField field, List<string> firms) => field.Type switch
    {
        _ when !field.Required => [],
        "number" => [Math.Max(field.Min ?? 1, 1).ToString(CultureInfo.InvariantCulture)],
        "money" => ["1000"],
        "date" => ["2027-06-01"],
        "choice" => [field.Options![0].Value],
        "yesno" => ["true"],
        "firm" => [firms[0]],
        "firms" => [.. firms.Take((int)(field.Max ?? firms.Count))],
        _ => ["Comme convenu en réunion de travail."],
    };

    [GeneratedRegex("/a/([A-Za-z0-9_-]{20,})")]
    private static partial Regex AnswerLink();
}
