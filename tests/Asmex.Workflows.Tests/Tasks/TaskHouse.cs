using Asmex.Workflows.Audit;
using Asmex.Workflows.Files;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Tasks;

/// <summary>People of two regions and tasks that stand by themselves, without a workflow behind them.</summary>
internal sealed class TaskHouse : IAsyncDisposable
{
    public const string Souss = "MA-09";
    public const string Oriental = "MA-02";

    private readonly Dictionary<string, Person> _people = [];

    private TaskHouse(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public DateOnly Today => Zone.DateOf(Database.Clock.GetUtcNow());

    public static async Task<TaskHouse> OpenAsync(DatabaseKind kind)
    {
        var house = new TaskHouse(await TestDatabase.CreateAsync(kind, services => services
            .Configure<MailOptions>(o => o.Templates = Path.Combine(Repository.Root, "templates"))
            .Configure<RunningOptions>(o => o.DefinitionsPath = Path.Combine(Repository.Root, "workflows"))
            .Configure<FilesOptions>(o => o.Path = TestFolder.New("files"))));
        await using var scope = house.Database.Scope();
        foreach (var (key, name, role, region) in new (string, string, string, string?)[]
        {
            ("delegate", "Karim Idrissi", Roles.Delegate, Souss),
            ("colleague", "Zineb Ouazzani", Roles.Delegate, Souss),
            ("stranger", "Salma Berrada", Roles.Delegate, Oriental),
            ("officer", "Youssef Amrani", Roles.Officer, null),
            ("coordinator", "Nadia Bennis", Roles.Coordinator, null),
            ("treasurer", "Leila Fassi", Roles.Treasurer, null),
            ("auditor", "Samir Naciri", Roles.Auditor, null),
        })
        {
            var person = new Person(name, $"{key}@asmex.example", Languages.French);
            person.Appoint(role, region, house.Today.AddYears(-1));
            scope.Db.Add(person);
            house._people[key] = person;
        }

        await scope.Db.SaveChangesAsync();
        return house;
    }

    public Actor As(string who) => Actor.Of(_people[who], Today);

    public Person Person(string who) => _people[who];

    public Guid Id(string who) => _people[who].Id;

    /// <summary>An open task, due so many days from today.</summary>
    public async Task<PlanTask> TaskAsync(string title, int due, string? owner = "delegate", string region = Souss, string role = Roles.Delegate, IReadOnlyList<FormField>? form = null, Wording? evidence = null)
    {
        var task = new PlanTask(Guid.NewGuid().ToString("N"), "none", "step", region, TaskKind.Form, role, new Wording(title, "مهمة " + title, title), Database.Clock.GetUtcNow())
        {
            DueOn = Today.AddDays(due),
            SearchWords = SearchText.Of(title + " Souss Massa"),
            Form = form ?? [],
            Evidence = evidence,
        };
        if (owner is not null)
        {
            task.Assign(Id(owner));
        }

        await using var scope = Database.Scope();
        scope.Db.Add(task);
        await scope.Db.SaveChangesAsync();
        return task;
    }

    /// <summary>An action under way, in a plan of its own.</summary>
    public async Task<PlanAction> ActionAsync(string edition, string region = Souss)
    {
        await using var scope = Database.Scope();
        var plan = new Plan(region, Today.Year, Guid.NewGuid().ToString("N"), Database.Clock.GetUtcNow());
        plan.Prepare(new PlanDraft(100_000, null, [], [new ActionDraft(null, "salon-collectif", edition, Today, null, 50_000)]));
        plan.Actions[0].Run("none");
        scope.Db.Add(plan);
        await scope.Db.SaveChangesAsync();
        return plan.Actions[0];
    }

    public Task<PlanTask> NowAsync(PlanTask task) => ReadAsync(db => db.Set<PlanTask>().AsNoTracking().SingleAsync(t => t.Id == task.Id));

    public Task<List<HistoryEntry>> HistoryAsync(PlanTask task) => ReadAsync(db => db.Set<HistoryEntry>().AsNoTracking().Where(e => e.TaskId == task.Id).OrderBy(e => e.Id).ToListAsync());

    public Task<List<Letter>> LettersAsync(string who) => ReadAsync(db =>
    {
        var address = _people[who].Email!;
        return db.Letters.AsNoTracking().Where(l => l.Address == address).ToListAsync();
    });

    public async Task<T> ReadAsync<T>(Func<WorkflowsDbContext, Task<T>> read)
    {
        await using var scope = Database.Scope();
        return await read(scope.Db);
    }

    public async Task<InboxPage> InboxAsync(string who, InboxQuery? query = null)
    {
        await using var scope = Database.Scope();
        return await scope.Get<TaskInbox>().ReadAsync(As(who), query ?? new InboxQuery(), default);
    }

    public async Task<NextTask?> NextAsync(string who)
    {
        await using var scope = Database.Scope();
        return await scope.Get<TaskInbox>().NextAsync(As(who), default);
    }

    public Task RunAsync<TVerb>(Func<TVerb, Task> run)
        where TVerb : notnull => Database.RunAsync(run);

    /// <summary>Runs an act that must be refused; the sentence of the refusal, in French.</summary>
    public async Task<string> RefusedAsync<TVerb>(Func<TVerb, Task> run)
        where TVerb : notnull => (await Assert.ThrowsAsync<RuleBrokenException>(() => Database.RunAsync(run))).In(Languages.French);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
