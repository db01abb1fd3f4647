using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Asmex.Workflows.Tests.Crash;

[Trait("Part", "Long")]
public sealed class CrashTests(ITestOutputHelper output)
{
    private const string Timed = "crash-timers";

    private static readonly string[] _regions = ["MA-01", "MA-02", "MA-03", "MA-04", "MA-05", "MA-06", "MA-07", "MA-08", "MA-09", "MA-10", "MA-11", "MA-12"];

    [DatabaseTheory]
    public async Task A_journey_runs_from_launch_to_close(DatabaseKind kind)
    {
        await using var mail = new SmtpServer();
        await using var database = await OpenAsync(kind, mail);
        var journey = new Journey(database, _regions[0], House.Start);

        for (var act = await journey.NextAsync(); act is not null; act = await journey.NextAsync())
        {
            database.Clock.SetUtcNow(act.Now);
            Assert.Null(await Actors.DoAsync(database.Services, act));
        }

        await AssertNothingIsLeftAsync(database);
        await AssertMailAsync(database, mail);
    }

    [DatabaseTheory]
    public async Task Killed_at_any_moment_every_journey_ends_the_same(DatabaseKind kind)
    {
        await using var mail = new SmtpServer();
        await using var database = await OpenAsync(kind, mail);
        await using var program = new CrashedProgram(database, mail);
        await program.StartAsync(House.Start);
        var undisturbed = new Journey(database, _regions[0], House.Start);
        await RunAsync(undisturbed, program, () => null);
        var expected = await undisturbed.EndAsync();
        var random = new Random(kind.GetHashCode() + Kills.Wanted);

        var (now, journeys) = (undisturbed.Now, 0);
        while (journeys == 0 || (program.Kills < Kills.Wanted && journeys < _regions.Length - 1))
        {
            // Each journey begins at the same local time of the same year, so the clock of a program starts anew.
            var disturbed = new Journey(database, _regions[++journeys], House.Start);
            await program.StartAsync(House.Start);
            await RunAsync(disturbed, program, () => program.Kills < Kills.Wanted ? random.Next(12) : null, random);

            Assert.Equal(expected, await disturbed.EndAsync());
        }

        output.WriteLine($"{program.Kills} kills in {journeys} journeys of {expected.Count} lines, until {now:d}");
        Assert.True(program.Kills >= Math.Min(Kills.Wanted, 1));
        await AssertNothingIsLeftAsync(database);
        await AssertMailAsync(database, mail);
    }

    [DatabaseTheory]
    public async Task A_letter_taken_just_before_the_kill_is_unknown_and_not_sent_again(DatabaseKind kind)
    {
        await using var mail = new SmtpServer();
        await using var database = await OpenAsync(kind, mail);
        await using var program = new CrashedProgram(database, mail);
        await program.StartAsync(House.Start);
        string? taken = null;
        mail.On("CONTENT", to =>
        {
            taken = to;
            program.Kill();
            mail.Behave();
            return new SmtpAnswer.KeepAndDrop();
        });
        var journey = new Journey(database, _regions[0], House.Start);
        await RunAsync(journey, program, () => null);

        Assert.Equal(1, program.Kills);
        await using var scope = database.Scope();

        // Another connection may have been at the same word: its letter is unknown as well, and may not have arrived.
        var unknown = await scope.Db.Letters.AsNoTracking().Where(l => l.State == LetterState.Unknown).ToListAsync();
        Assert.Contains(unknown, letter => letter.Address == taken && ReceivedOf(letter) == 1);
        Assert.All(unknown, letter => Assert.InRange(ReceivedOf(letter), 0, 1));
        await AssertMailAsync(database, mail);

        int ReceivedOf(Letter letter) => mail.Received.Count(m => m.Message.MessageId!.StartsWith(letter.Id.ToString("N"), StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Two_copies_share_fifty_actions_and_each_timer_fires_once()
    {
        await using var mail = new SmtpServer();
        await using var database = await OpenAsync(DatabaseKind.Postgres, mail);
        foreach (var region in _regions.Take(10))
        {
            await LaunchTimedAsync(database, region, actions: 5);
        }

        await using var one = new CrashedProgram(database, mail);
        await using var other = new CrashedProgram(database, mail);
        await Task.WhenAll(one.StartAsync(House.Start), other.StartAsync(House.Start));
        await SendAllAsync(House.Start);
        for (var day = 1; day <= 2; day++)
        {
            var sweep = new Act("Sweep", House.Start.AddDays(day).AddSeconds(day));
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : other).DoAsync(sweep)));
            Assert.All(answers, answer => Assert.Equal("done", answer));
        }

        await using var end = database.Scope();
        await SendAllAsync(House.Start.AddDays(2).AddSeconds(2));
        var timed = end.Db.Set<WorkflowInstance>().Where(i => i.DefinitionId == Timed);
        Assert.Equal(50, await timed.CountAsync(i => i.Status == WorkflowStatus.Finished && i.Bursts == 3));
        Assert.Equal(100, await end.Db.Set<JournalEntry>().CountAsync(e => e.BookmarkId != null && timed.Any(i => i.Id == e.InstanceId)));
        Assert.Equal(50, await end.Db.Set<PlanAction>().CountAsync(a => a.Status == PlanStatus.Closed));
        Assert.Equal(10, await end.Db.Set<PlanTask>().CountAsync(t => t.Status == PlanTaskStatus.Open));
        Assert.Empty(await end.Db.Set<WorkflowIncident>().Select(i => i.Message).ToListAsync());
        await AssertMailAsync(database, mail);

        // Before the clock goes on: after two days a letter is withheld as too late.
        async Task SendAllAsync(DateTimeOffset at)
        {
            // Letters that the other copy has in hand are awaited, a sweep at a time.
            await using var scope = database.Scope();
            for (var rounds = 0; rounds < 300 && await scope.Db.Letters.AnyAsync(l => l.State != LetterState.Sent); rounds++)
            {
                Assert.Equal("done", await (rounds % 2 == 0 ? one : other).DoAsync(new Act("Sweep", at)));
            }
        }
    }

    [PostgresFact]
    public async Task A_lock_left_by_a_killed_copy_does_not_stop_the_next_start()
    {
        await using var mail = new SmtpServer();
        await using var database = await OpenAsync(DatabaseKind.Postgres, mail);
        await using var program = new CrashedProgram(database, mail);
        await program.StartAsync(House.Start);
        program.Kill();
        await using (var scope = database.Scope())
        {
            await scope.Db.Database.ExecuteSqlRawAsync("insert into hangfire.lock (resource, acquired) values ('hangfire:lock:recurring-job:timers', now()) on conflict do nothing");
        }

        await program.StartAsync(House.Start);

        Assert.Equal("done", await program.DoAsync(new Act("Sweep", House.Start)));
    }

    [Fact]
    public async Task A_start_killed_while_it_made_the_schema_does_not_stop_the_next()
    {
        var folder = TestFolder.New("killed-start");
        var file = $"Data Source={Path.Combine(folder, "killed.db")};Pooling=False";
        await using (var connection = new SqliteConnection(file))
        {
            await connection.OpenAsync();
            await using var leave = connection.CreateCommand();
            leave.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-24 12:00:00');
                """;
            await leave.ExecuteNonQueryAsync();
        }

        var settings = new Dictionary<string, string> { ["ConnectionStrings:Sqlite"] = file, ["Demonstration:Load"] = "false" };
        await using var program = await ProgramProcess.StartAsync([ProgramProcess.Built()], folder, settings);

        Assert.True(program.IsRunning);
    }

    [Fact]
    public async Task A_start_killed_while_it_wrote_the_demonstration_is_begun_anew()
    {
        const string begins = "The house is empty";
        var folder = TestFolder.New("half-written");
        await using (var killed = ProgramProcess.Begin([ProgramProcess.Built()], folder, new Dictionary<string, string>()))
        {
            await killed.SaidAsync(begins);
            await UntilPeopleAsync(killed, Path.Combine(folder, "App_Data", "asmex.db"));
        }

        // Readers do not stop the writer: the file was made with a write-ahead log.
        await using var next = ProgramProcess.Begin([ProgramProcess.Built()], folder, new Dictionary<string, string>());

        await next.SaidAsync(begins);
    }

    private static async Task UntilPeopleAsync(ProgramProcess program, string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM people";
        while ((long)(await count.ExecuteScalarAsync())! == 0)
        {
            Assert.True(program.IsRunning, program.Output);
        }
    }

    private static async Task LaunchTimedAsync(TestDatabase database, string region, int actions)
    {
        await using var scope = database.Scope();
        var people = await scope.Db.Users.AsNoTracking().ToListAsync();
        Actor Holder(string role) => people.Select(p => Actor.Of(p, Zone.DateOf(House.Start))).First(a => a.Is(role, region));
        var plan = await scope.Get<LaunchPlan>().RunAsync(region, Actors.Year, Holder(Roles.Coordinator), default);
        var draft = new PlanDraft(100_000m * actions, "Essai", [new ObjectiveDraft("newExporters", 12)],
            [.. Enumerable.Range(1, actions).Select(i => new ActionDraft(null, Timed, $"Édition {i}", Zone.DateOf(House.Start), null, 100_000))]);
        await scope.Get<PreparePlan>().RunAsync(plan, draft, submit: true, seenVersion: null, Holder(Roles.Delegate), default);
        await scope.Get<ValidatePlan>().RunAsync(plan, Asmex.Workflows.Approvals.Verdict.Approve, null, seenVersion: null, Holder(Roles.Coordinator), default);
    }

    private static async Task<TestDatabase> OpenAsync(DatabaseKind kind, SmtpServer mail)
    {
        var database = await TestDatabase.CreateAsync(kind, services => services
            .Configure<RunningOptions>(o => o.DefinitionsPath = House.Definitions)
            .Configure<MailOptions>(o => (o.Host, o.Port, o.Security) = ("127.0.0.1", mail.Port, MailSecurity.None)), House.Start, durable: true);
        await House.FurnishAsync(database, _regions);
        return database;
    }

    /// <param name="nextKill">After how many acts the next kill falls; null for no more.</param>
    private static async Task RunAsync(Journey journey, CrashedProgram program, Func<int?> nextKill, Random? random = null)
    {
        var (left, refusals) = (nextKill(), 0);
        for (var act = await journey.NextAsync(); act is not null; act = await journey.NextAsync())
        {
            await using var killer = left-- == 0 ? new Timer(_ => program.Kill(), null, random!.Next(60), Timeout.Infinite) : null;
            var answer = await program.DoAsync(act);
            refusals = answer is null or "done" ? 0 : refusals + 1;
            Assert.True(refusals < 5, $"{act} is refused again and again: {answer}");
            if (answer is null || !program.IsRunning)
            {
                journey.Interrupt();
                await program.StartAsync(journey.Now);
                left = nextKill();
            }
            else if (left < 0)
            {
                left = nextKill();
            }
        }
    }

    private static async Task AssertNothingIsLeftAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var db = scope.Db;
        Assert.Empty(await db.Set<WorkflowIncident>().Select(i => i.Message).ToListAsync());
        Assert.Empty(await db.Set<WaitingBookmark>().Select(b => b.Id).ToListAsync());
        Assert.Empty(await db.Set<PlanTask>().GroupBy(t => t.ExecutionId).Where(same => same.Count() > 1).Select(same => same.Key).ToListAsync());
        Assert.DoesNotContain(await db.Letters.Select(l => l.State).ToListAsync(), s => s is not (LetterState.Sent or LetterState.Unknown));
    }

    // A Message-ID is that of the letter, so the same letter sent twice shows.
    private static async Task AssertMailAsync(TestDatabase database, SmtpServer mail)
    {
        await using var scope = database.Scope();
        var letters = await scope.Db.Letters.AsNoTracking().ToListAsync();
        var received = mail.Received.GroupBy(m => m.Message.MessageId).ToList();

        Assert.True(received.All(same => same.Count() == 1), $"Sent twice: {string.Join(", ", received.Where(same => same.Count() > 1).Select(same => same.Key))}");
        var unknown = letters.Count(l => l.State == LetterState.Unknown);
        var ends = string.Join(", ", letters.GroupBy(l => l.State).Select(same => $"{same.Key} {same.Count()}"));
        Assert.True(received.Count >= letters.Count - unknown && received.Count <= letters.Count, $"{received.Count} received of {letters.Count}: {ends}");
    }
}
