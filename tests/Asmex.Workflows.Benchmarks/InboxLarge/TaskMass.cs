using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Benchmarks.InboxLarge;

/// <summary>Fills a house with as many tasks as many years would leave: twelve delegates, each region alike, a tenth of the open ones free to take.</summary>
internal sealed class TaskMass(TestDatabase database)
{
    private const string Start = "2027-01-04";

    private readonly List<Person> _delegates = [];

    public IReadOnlyList<Actor> Delegates => [.. _delegates.Select(p => Actor.Of(p, Today))];

    public Actor Coordinator { get; private set; } = Actor.House;

    private DateOnly Today => Zone.DateOf(database.Clock.GetUtcNow());

    private bool IsPostgres => database.Kind == DatabaseKind.Postgres;

    public async Task FillAsync(int open, int done)
    {
        await using var scope = database.Scope();
        for (var i = 0; i < 12; i++)
        {
            _delegates.Add(Named($"Délégué {i + 1:00}", Roles.Delegate, $"MA-{i + 1:00}"));
        }

        var coordinator = Named("Coordination", Roles.Coordinator, null);
        var (waiting, completed) = (Sample(), Sample());
        completed.Complete("Done", """{"exhibitors":["a","b","c"],"note":"Neuf exposants retenus sur quatorze, deux en réserve."}""", Actor.Of(_delegates[0], Today), database.Clock.GetUtcNow());
        scope.Db.AddRange([.. _delegates, coordinator]);
        scope.Db.AddRange(waiting, completed);
        await scope.Db.SaveChangesAsync();
        Coordinator = Actor.Of(coordinator, Today);

        await RunAsync(scope.Db, "CREATE TABLE bench_people AS SELECT id, (CAST(substr(name, length(name) - 1) AS integer) - 1) AS k FROM people WHERE name LIKE 'Délégué%'");
        await CopyAsync(scope.Db, waiting.Id, open, first: 1, Open());
        await CopyAsync(scope.Db, completed.Id, done, first: open + 1, Done());
        await RunAsync(scope.Db, "DROP TABLE bench_people");
        await RunAsync(scope.Db, IsPostgres ? "VACUUM ANALYZE" : "ANALYZE");
    }

    private Person Named(string name, string role, string? region)
    {
        var person = new Person(name, $"p{Guid.NewGuid():N}@asmex.example", Languages.French);
        person.Appoint(role, region, Today.AddYears(-1));
        return person;
    }

    // As wide as a step of a fair is.
    private PlanTask Sample() => new(Guid.NewGuid().ToString("N"), "none", "select-exhibitors", "MA-09", TaskKind.Form, Roles.Delegate,
        new Wording("Sélectionner 8 à 12 exposants", "اختيار 8 إلى 12 عارضا", "Select 8 to 12 exhibitors"), database.Clock.GetUtcNow())
    {
        DueOn = Today,
        Instructions = new Wording(new string('c', 600), new string('ب', 400), new string('i', 500)),
        Form = [.. Enumerable.Range(0, 6).Select(i => new FormField($"field{i}", "longtext", new Wording($"Question {i}", $"سؤال {i}", $"Question {i}")))],
    };

    private async Task CopyAsync(WorkflowsDbContext db, Guid sample, int count, int first, Dictionary<string, string> set)
    {
        var columns = db.Model.FindEntityType(typeof(PlanTask))!.GetProperties().Select(p => p.GetColumnName()).ToList();
        var series = IsPostgres
            ? $"generate_series({first}, {first + count - 1}) AS s(i)"
            : $"(WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {first + count - 1}) SELECT i FROM n) AS s";
        await RunAsync(db, $"""
            INSERT INTO tasks ({string.Join(", ", columns.Select(c => $"\"{c}\""))})
            SELECT {string.Join(", ", columns.Select(c => set.GetValueOrDefault(c, $"t.\"{c}\"")))}
            FROM {series} JOIN bench_people p ON p.k = s.i % 12 CROSS JOIN tasks t WHERE t.id = '{(IsPostgres ? sample.ToString() : sample.ToString().ToUpperInvariant())}'
            """);
    }

    private Dictionary<string, string> Common() => new()
    {
        ["id"] = IsPostgres ? "(lpad(to_hex(s.i), 8, '0') || '-0000-7000-8000-000000000000')::uuid" : "printf('%08X-0000-7000-8000-000000000000', s.i)",
        ["execution_id"] = "'x' || s.i",
        ["region"] = IsPostgres ? "'MA-' || lpad((s.i % 12 + 1)::text, 2, '0')" : "printf('MA-%02d', s.i % 12 + 1)",
        ["priority"] = "CASE WHEN s.i % 20 = 0 THEN 0 ELSE 1 END",
        ["search_words"] = "'selectionner exposants اختيار عارضين select exhibitors ' || CASE WHEN s.i % 2 = 0 THEN 'salon sial ' ELSE 'diagnostic export ' END || CASE WHEN s.i % 101 = 0 THEN 'argan ' ELSE '' END || 'edition ' || (s.i % 997) || ' region souss massa سوس ماسه plan 2027'",
    };

    private Dictionary<string, string> Open() => new(Common())
    {
        ["assignee_id"] = "CASE WHEN s.i % 10 = 9 THEN NULL ELSE p.id END",
        ["doer_id"] = "CASE WHEN s.i % 10 = 9 THEN NULL ELSE p.id END",
        ["due_on"] = IsPostgres ? $"DATE '{Start}' + ((s.i::bigint * 7919) % 400 - 100)::int" : $"date('{Start}', ((s.i * 7919) % 400 - 100) || ' days')",
        ["opened_at"] = Before("opened_at"),
    };

    private Dictionary<string, string> Done() => new(Common())
    {
        ["doer_id"] = "p.id",
        ["assignee_id"] = "p.id",
        ["completed_by_id"] = "p.id",
        ["completed_at"] = Before("completed_at"),
    };

    private string Before(string column) => IsPostgres ? $"t.{column} - (s.i % 500000) * interval '1 minute'" : $"datetime(t.{column}, '-' || (s.i % 500000) || ' minutes')";

    private static async Task RunAsync(WorkflowsDbContext db, string sql)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
