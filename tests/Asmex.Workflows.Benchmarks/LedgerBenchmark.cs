using System.Diagnostics;
using System.Globalization;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Benchmarks.Cycles;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Web.Pages.Budgets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Benchmarks;

/// <summary>Money under load: approvals on one envelope and on many, and the budget page over a great ledger.</summary>
internal sealed class LedgerBenchmark : IBenchmark
{
    private const int Envelopes = 1_000;
    private const int Movements = 1_000_000;
    private const int Callers = 16;
    private const int Reads = 200;
    private static readonly TimeSpan _during = TimeSpan.FromSeconds(5);

    private const string ThousandEachOnPostgres = """
        INSERT INTO movements (id, envelope_id, plan_id, number, kind, amount, month, line, actor_name, at)
        SELECT gen_random_uuid(), e.id, e.plan_id, 1000000 + n, 'Spend', 1, 202701 + n % 12, 'line-' || (n % 4), 'ASMEX', TIMESTAMPTZ '2027-01-04 08:00:00+00'
        FROM envelopes e CROSS JOIN generate_series(1, 1000) n
        """;

    private const string ThousandEachOnSqlite = """
        INSERT INTO movements (id, envelope_id, plan_id, number, kind, amount, month, line, actor_name, at)
        WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 1000)
        SELECT upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6))),
            e.id, e.plan_id, 1000000 + n, 'Spend', '1.0', 202701 + n % 12, 'line-' || (n % 4), 'ASMEX', '2027-01-04 08:00:00' FROM envelopes e CROSS JOIN s
        """;

    public string Name => "ledger";
    public string Summary => "requests and approvals a second on one envelope and on 1,000; the budget read over 1,000,000 movements (aim on PostgreSQL: p95 100 ms)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        await using var database = await TestDatabase.CreateAsync(
            setting.IsPostgres ? DatabaseKind.Postgres : DatabaseKind.Sqlite,
            services => services.AddScoped<BudgetSheets>().Configure<RunningOptions>(o => o.DefinitionsPath = Path.Combine(Repository.Root, "workflows")), durable: true);
        var (asks, decides) = (await AppointAsync(database, "officer", Roles.Officer), await AppointAsync(database, "coordinator", Roles.Coordinator));
        var commitments = await FillAsync(database);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Envelopes:N0} envelopes, {Callers} callers; an approval is a request and its decision"));
        var (hot, many) = (new Figures("approvals a second on one envelope", "/s"), new Figures($"approvals a second on {Envelopes} envelopes", "/s"));
        for (var run = 0; run < setting.Runs; run++)
        {
            hot.Add((await PaceAsync(database, _ => commitments[0], asks, decides)).CyclesPerSecond);
            many.Add((await PaceAsync(database, i => commitments[i % Envelopes], asks, decides)).CyclesPerSecond);
        }

        hot.PrintRuns();
        many.PrintRuns();
        await MoveAsync(database);
        (await ReadAsync(database, null)).PrintSpread();
        (await ReadAsync(database, "MA-01")).PrintSpread();
        Memory.Print();
    }

    private static async Task<Actor> AppointAsync(TestDatabase database, string name, string role)
    {
        var today = Zone.Today(database.Clock);
        await using var scope = database.Scope();
        var person = new Person(name, $"{name}@asmex.example", "fr");
        person.Appoint(role, null, today);
        scope.Db.Add(person);
        await scope.Db.SaveChangesAsync();
        return Actor.Of(person, today);
    }

    // Each envelope has one commitment, which supplements make grow: each of them goes through request, policy, decision, ledger and chain.
    private static async Task<IReadOnlyList<Guid>> FillAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var (db, ledger, commitments) = (scope.Db, scope.Get<Ledger>(), new List<Guid>());
        await using var transaction = await db.BeginWriteAsync(default);
        var plans = Enumerable.Range(1, 12).Select(i => new Plan($"MA-{i:00}", 2027, Guid.CreateVersion7().ToString("N"), database.Clock.GetUtcNow())).ToList();
        var envelopes = Enumerable.Range(0, Envelopes).Select(i => new Envelope(plans[i % 12].Id, i < 12 ? null : Guid.CreateVersion7(), plans[i % 12].Region, $"E{i:0000}")).ToList();
        db.AddRange(plans);
        db.AddRange(envelopes);
        await db.SaveChangesAsync();
        foreach (var envelope in envelopes)
        {
            var draw = new Draw(Guid.CreateVersion7(), "stand", 1);
            await ledger.AllotAsync(envelope.Id, 100_000_000, Actor.House, null, default);
            await ledger.ReserveAsync(envelope.Id, draw, Actor.House, default);
            await ledger.CommitAsync(envelope.Id, draw, "Stand", Actor.House, default);
            commitments.Add(draw.ApprovalId);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync(default);
        return commitments;
    }

    // One supplement of a commitment waits at a time: on one envelope the callers take turns with commitments of their own.
    private static async Task<Pace> PaceAsync(TestDatabase database, Func<int, Guid> commitmentOf, Actor asks, Actor decides)
    {
        var isHot = commitmentOf(0) == commitmentOf(1);
        var own = isHot ? await OwnCommitmentsAsync(database, commitmentOf(0)) : [];
        var (next, turns) = (-1, new System.Collections.Concurrent.ConcurrentQueue<Guid>(own));
        return await Pace.OfAsync(Callers, _during, async _ =>
        {
            var commitment = isHot && turns.TryDequeue(out var mine) ? mine : commitmentOf(Interlocked.Increment(ref next));
            var request = await database.RunAsync<RequestSupplement, Guid>(ask => ask.RunAsync(commitment, 0.01m, "Devis", asks, default));
            await database.RunAsync<DecideApproval>(decide => decide.RunAsync(new DecideRequest(request, Verdict.Approve), decides, default));
            turns.Enqueue(commitment);
        });
    }

    private static async Task<IReadOnlyList<Guid>> OwnCommitmentsAsync(TestDatabase database, Guid first)
    {
        await using var scope = database.Scope();
        var envelope = await scope.Db.Set<Commitment>().Where(c => c.Id == first).Select(c => c.EnvelopeId).SingleAsync();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        var draws = Enumerable.Range(0, Callers).Select(_ => new Draw(Guid.CreateVersion7(), "stand", 1)).ToList();
        foreach (var draw in draws)
        {
            await scope.Get<Ledger>().ReserveAsync(envelope, draw, Actor.House, default);
            await scope.Get<Ledger>().CommitAsync(envelope, draw, "Stand", Actor.House, default);
        }

        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
        return [.. draws.Select(d => d.ApprovalId)];
    }

    // The rows that so many movements leave, written at once: 4 lines and 12 months an envelope.
    private static async Task MoveAsync(TestDatabase database)
    {
        var started = Stopwatch.GetTimestamp();
        await using var scope = database.Scope();
        var db = scope.Db;
        await db.Database.ExecuteSqlRawAsync(database.Kind == DatabaseKind.Postgres ? ThousandEachOnPostgres : ThousandEachOnSqlite);
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO line_tallies (envelope_id, line, month, allotted, reserved, committed, spent, promised, received)
            SELECT envelope_id, line, month, 0, 0, 0, count(*), 0, 0 FROM movements WHERE number > 1000000 GROUP BY envelope_id, line, month
            """);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Movements:N0} movements written in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
    }

    private static async Task<Figures> ReadAsync(TestDatabase database, string? region)
    {
        var reader = new Actor(Guid.CreateVersion7(), "Auditor", "fr", [new Holding(Roles.Auditor, null)]);
        var times = new Figures($"the budget of {region ?? "all regions"} over {Movements:N0} movements", "ms");
        for (var read = 0; read < Reads; read++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var scope = database.Scope();
            _ = (await scope.Get<BudgetSheets>().ReadAsync(2027, region, reader, default)).Months;
            if (read >= 10)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return times;
    }
}
