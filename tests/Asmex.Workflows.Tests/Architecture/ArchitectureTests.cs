using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Architecture;

public sealed class ArchitectureTests
{
    private static readonly Lazy<SourceTree> _tree = new(SourceTree.Load);
    private static readonly Lazy<IReadOnlyList<Rule>> _rules = new(() => [.. Borders.Rules(Entities()), .. Habits.Rules, .. TextKeys.Rules]);

    public static TheoryData<string> Names => [.. _rules.Value.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds(string rule)
    {
        var breaches = _rules.Value.Single(r => r.Name == rule).Breaches(_tree.Value).ToList();

        Assert.True(breaches.Count == 0, $"{rule}: {breaches.Count} broken\n{string.Join('\n', breaches)}");
    }

    [Theory]
    [InlineData("src/Asmex.Workflows.Engine/Execution/Burst.cs", "using Asmex.Workflows.Plans;")]
    [InlineData("src/Asmex.Workflows.Engine/Execution/Burst.cs", "using Microsoft.EntityFrameworkCore;")]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", "using Microsoft.AspNetCore.Http;")]
    [InlineData("src/Asmex.Workflows/People/Person.cs", "using Microsoft.EntityFrameworkCore; class X(WorkflowsDbContext db);")]
    [InlineData("src/Asmex.Workflows/Plans/Money.cs", "using Asmex.Workflows.Storage;")]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", "using Hangfire;")]
    [InlineData("src/Asmex.Workflows.Web/Pages/Home.razor", "@using MailKit")]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", "using Scriban;")]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", "var now = DateTime.UtcNow;")]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", "// TODO later")]
    [InlineData("tests/Asmex.Workflows.Tests/Plans/LaunchTests.cs", "await Task.Delay(50);")]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", "class PlanManager")]
    [InlineData("src/Asmex.Workflows/Plans/Plans.texts.json", """{ "Plans.Late": { "fr": "En retard", "en": "Late" } }""")]
    [InlineData("src/Asmex.Workflows/Plans/Plans.texts.json", """{ "Plans.Late": { "fr": "En retard : {0}", "ar": "متأخر", "en": "Late: {0}" } }""")]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", """throw new RuleBrokenException("Plans.Nowhere");""")]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", """RuleBrokenException Late(int days) => new("Plans.Nowhere", days);""")]
    [InlineData("src/Asmex.Workflows.Web/Pages/Home.razor", """@L[$"Nowhere.{state}"]""")]
    public void Breaks_when_a_border_is_crossed(string path, string text)
    {
        var tree = new SourceTree([], [new SourceFile(path, text)]);

        Assert.NotEmpty(_rules.Value.SelectMany(r => r.Breaches(tree)));
    }

    [Theory]
    [InlineData("src/Asmex.Workflows/Plans/Launch.cs", "using Asmex.Workflows.Storage; public sealed class Launch(WorkflowsDbContext db, TimeProvider clock)")]
    [InlineData("src/Asmex.Workflows.Web/Jobs/Sweep.cs", "using Hangfire;")]
    [InlineData("src/Asmex.Workflows/Plans/Plan.cs", "// TimeZoneInfo is wrong for Morocco")]
    public void Leaves_in_peace_what_is_right(string path, string text)
    {
        var tree = new SourceTree([], [new SourceFile(path, text)]);

        Assert.Empty(_rules.Value.SelectMany(r => r.Breaches(tree)));
    }

    [Fact]
    public void Every_setting_stands_in_the_operators_guide()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operator.md"));
        var settings = new[] { typeof(WorkflowsDbContext).Assembly, typeof(Program).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t.GetField("Section") is { IsLiteral: true })
            .SelectMany(t => t.GetProperties().Where(p => p.SetMethod is { IsPublic: true }).Select(p => $"`{t.GetField("Section")!.GetRawConstantValue()}:{p.Name}`"));

        Assert.DoesNotContain(settings, s => !guide.Contains(s, StringComparison.Ordinal));
    }

    [Fact]
    public void The_assembly_of_the_engine_stands_alone()
    {
        var known = typeof(Asmex.Workflows.Engine.Execution.WorkflowEngine).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.StartsWith("Asmex", StringComparison.Ordinal) || n.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                || n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

        Assert.Empty(known);
    }

    private static HashSet<string> Entities()
    {
        using var services = TestServices.Build(DatabaseKind.Sqlite, "Data Source=:memory:", new(), change: null);
        using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateScope(services);
        var db = (WorkflowsDbContext)scope.ServiceProvider.GetService(typeof(WorkflowsDbContext))!;
        return [.. db.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.Assembly == typeof(WorkflowsDbContext).Assembly).Select(t => t.Name)];
    }
}
