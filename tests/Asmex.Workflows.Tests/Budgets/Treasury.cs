using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Budgets;

/// <summary>A plan's envelopes and the people who move their money, without a workflow around them.</summary>
internal sealed class Treasury : IAsyncDisposable
{
    public const string Region = "MA-09";

    private readonly Dictionary<string, Person> _people = [];

    private Treasury(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }
    public DateOnly Today => Zone.Today(Database.Clock);

    /// <param name="definitions">Where the definitions and policies lie; without it the product's own.</param>
    public static async Task<Treasury> OpenAsync(DatabaseKind kind, bool durable = false, string? definitions = null, DateTimeOffset? start = null)
    {
        var database = await TestDatabase.CreateAsync(
            kind, services => services.Configure<RunningOptions>(o => o.DefinitionsPath = definitions ?? Path.Combine(Repository.Root, "workflows")), start, durable);
        var treasury = new Treasury(database);
        await treasury.AppointAsync();
        return treasury;
    }

    public Actor As(string who) => Actor.Of(_people[who], Today);

    /// <summary>With the roles of those for whom the person stands in today.</summary>
    public Task<Actor> PresentAsync(string who) => RunAsync<Absences, Actor>(absences => absences.ActorAsync(_people[who], default));

    /// <summary>Sends somebody away today, with another in their place.</summary>
    public async Task IsAwayAsync(string who, string deputy)
    {
        await using var scope = Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        scope.Db.Add(new Absence(_people[who].Id, _people[deputy].Id, Today, Today, Today));
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    public Person Person(string who) => _people[who];

    public Task<TResult> RunAsync<TVerb, TResult>(Func<TVerb, Task<TResult>> run)
        where TVerb : notnull => Database.RunAsync(run);

    public Task RunAsync<TVerb>(Func<TVerb, Task> run)
        where TVerb : notnull => Database.RunAsync(run);

    public async Task<T> ReadAsync<T>(Func<WorkflowsDbContext, Task<T>> read)
    {
        await using var scope = Database.Scope();
        return await read(scope.Db);
    }

    /// <summary>An act of the ledger in a transaction of its own.</summary>
    public async Task MoveAsync(Func<Ledger, Task> act)
    {
        await using var scope = Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await act(scope.Get<Ledger>());
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    /// <summary>An envelope of a plan of its own year, with money on it.</summary>
    public async Task<Guid> EnvelopeAsync(decimal allotted, int year = 2027, string code = "")
    {
        await using var scope = Database.Scope();
        var plan = await scope.Db.Set<Plan>().FirstOrDefaultAsync(p => p.Region == Region && p.Year == year);
        var isFirst = plan is null;
        plan ??= new Plan(Region, year, Guid.CreateVersion7().ToString("N"), Database.Clock.GetUtcNow());
        var envelope = new Envelope(plan.Id, isFirst ? null : Guid.CreateVersion7(), Region, code.Length > 0 ? code : $"{Region}-{year} {Guid.CreateVersion7():N}");
        if (isFirst)
        {
            scope.Db.Add(plan);
        }

        scope.Db.Add(envelope);
        await scope.Db.SaveChangesAsync();
        if (allotted > 0)
        {
            await MoveAsync(ledger => ledger.AllotAsync(envelope.Id, allotted, Actor.House, null, default));
        }

        return envelope.Id;
    }

    /// <summary>A commitment as an approval makes it.</summary>
    public async Task<Guid> CommitmentAsync(Guid envelope, decimal amount, string line = "stand")
    {
        var draw = new Draw(Guid.CreateVersion7(), line, amount);
        await MoveAsync(async ledger =>
        {
            await ledger.ReserveAsync(envelope, draw, Actor.House, default);
            await ledger.CommitAsync(envelope, draw, "Stand", Actor.House, default);
        });
        return draw.ApprovalId;
    }

    public Task<Envelope> StateAsync(Guid envelope) => ReadAsync(db => db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.Id == envelope));

    public Task<List<Movement>> MovementsAsync(Guid envelope) => ReadAsync(db => db.Set<Movement>().AsNoTracking().Where(m => m.EnvelopeId == envelope).OrderBy(m => m.Number).ToListAsync());

    public Task DecideAsync(Guid approval, string who, Verdict verdict = Verdict.Approve, string? reason = null, decimal? granted = null) =>
        RunAsync<DecideApproval>(async decide => await decide.RunAsync(new DecideRequest(approval, verdict, reason, granted), await PresentAsync(who), default));

    /// <summary>Every balance is the sum of its movements, by envelope, line and month; none is below zero; the numbers have no hole.</summary>
    public async Task AssertSoundAsync()
    {
        await using var scope = Database.Scope();
        var db = scope.Db;
        var movements = (await db.Set<Movement>().AsNoTracking().ToListAsync()).ToLookup(m => m.EnvelopeId);
        var tallies = (await db.Set<LineTally>().AsNoTracking().ToListAsync()).ToLookup(t => t.EnvelopeId);
        var commitments = (await db.Set<Commitment>().AsNoTracking().ToListAsync()).ToLookup(c => c.EnvelopeId);
        foreach (var envelope in await db.Set<Envelope>().AsNoTracking().ToListAsync())
        {
            Assert.Equal(Balance.Of(movements[envelope.Id]), envelope.Balance);
            Assert.Equal(envelope.Balance.Left, envelope.Left);
            Assert.True(envelope.Balance.IsSound, envelope.Code);
            Assert.Equal(Enumerable.Range(1, envelope.Movements), movements[envelope.Id].Select(m => m.Number).Order());
            Assert.Equal(envelope.Committed, commitments[envelope.Id].Sum(c => c.Left));
            foreach (var same in movements[envelope.Id].GroupBy(m => (m.Line ?? "", m.Month)))
            {
                Assert.Equal(Balance.Of(same), Assert.Single(tallies[envelope.Id], t => t.Line == same.Key.Item1 && t.Month == same.Key.Month).Balance);
            }
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task AppointAsync()
    {
        await using var scope = Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        foreach (var (key, name, role, region) in new (string, string, string, string?)[]
        {
            ("delegate", "Karim Idrissi", Roles.Delegate, Region),
            ("stranger", "Salma Berrada", Roles.Delegate, "MA-02"),
            ("officer", "Youssef Amrani", Roles.Officer, null),
            ("coordinator", "Nadia Bennis", Roles.Coordinator, null),
            ("direction", "Hicham Tazi", Roles.Direction, null),
            ("treasurer", "Leila Fassi", Roles.Treasurer, null),
            ("commission", "Omar Alaoui", Roles.Commission, null),
            ("board-1", "Driss Kabbaj", Roles.Board, null),
            ("board-2", "Rachid Senhaji", Roles.Board, null),
            ("board-3", "Amina Chraibi", Roles.Board, null),
            ("auditor", "Samir Lahlou", Roles.Auditor, null),
        })
        {
            var person = new Person(name, $"{key}@asmex.example", "fr");
            person.Appoint(role, region, Today.AddYears(-1));
            scope.Db.Add(person);
            _people[key] = person;
        }

        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }
}
