using Asmex.Workflows.Letters;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Plans;

/// <summary>What has a fault cannot be launched, whatever its file is called.</summary>
public sealed class FaultyTypeTests
{
    [DatabaseTheory, Row("\"Elsa.Flowchart\"", "\"Elsa.Nothing\""), Row("\"root\":", "\"root\"")]
    public async Task A_type_whose_file_has_a_fault_is_refused_by_the_id_it_gives_itself(DatabaseKind kind, string was, string becomes)
    {
        var folder = Copied("workflows");
        var file = Path.Combine(folder, "diag-offre.json");
        await File.WriteAllTextAsync(Path.Combine(folder, "renamed.json"), (await File.ReadAllTextAsync(file)).Replace(was, becomes, StringComparison.Ordinal));
        File.Delete(file);
        await using var database = await OpenAsync(kind, folder);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => TypeAsync(database, "diag-offre"));

        Assert.Equal("Plans.TypeHasFault", refusal.Key);
        Assert.Equal("salon-collectif", (await TypeAsync(database, "salon-collectif")).DefinitionId);
    }

    [DatabaseTheory, Row("\"budget\": [", "\"budget\": \"beaucoup\", \"budgetBefore\": ["), Row("\"budgetLines\": [", "\"budgetLines\": [ null, ")]
    public async Task A_type_that_says_of_its_actions_what_nobody_can_read_is_left_out(DatabaseKind kind, string was, string becomes)
    {
        var folder = Copied("workflows");
        var file = Path.Combine(folder, "diag-offre.json");
        var source = await File.ReadAllTextAsync(file);
        Assert.Contains(was, source, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, source.Replace(was, becomes, StringComparison.Ordinal));
        await using var database = await OpenAsync(kind, folder);

        Assert.Equal("Plans.TypeHasFault", (await Assert.ThrowsAsync<RuleBrokenException>(() => TypeAsync(database, "diag-offre"))).Key);
        Assert.DoesNotContain(await database.RunAsync<ActionTypes, IReadOnlyList<ActionType>>(types => types.AllAsync(default)), t => t.DefinitionId == "diag-offre");
    }

    [DatabaseTheory]
    public async Task No_plan_is_launched_while_its_own_file_has_a_fault(DatabaseKind kind)
    {
        var folder = Copied("workflows");
        await File.WriteAllTextAsync(Path.Combine(folder, "plan.json"), """{ "definitionId": "regional-plan", "root": """);
        await using var database = await OpenAsync(kind, folder);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<LaunchPlan, Guid>(
            launch => launch.RunAsync("MA-09", 2027, new(null, "Salma", "fr", [new(Asmex.Workflows.People.Roles.Coordinator, null)]), default)));

        Assert.Equal("Plans.PlanHasFault", refusal.Key);
    }

    [DatabaseTheory]
    public async Task A_type_that_names_a_letter_with_a_faulty_template_is_refused_and_says_which(DatabaseKind kind)
    {
        var templates = Copied("templates");
        foreach (var file in Directory.GetFiles(templates, "thanks.*"))
        {
            await File.WriteAllTextAsync(file, "{{ if }}");
        }

        await using var database = await OpenAsync(kind, Copied("workflows"), templates);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => TypeAsync(database, "diag-offre"));

        Assert.Equal(("Plans.LetterHasFault", "thanks"), (refusal.Key, refusal.Values[1]));
        Assert.Contains("thanks", refusal.In("en"), StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> OpenAsync(DatabaseKind kind, string workflows, string? templates = null)
    {
        var database = await TestDatabase.CreateAsync(kind, services => services
            .Configure<RunningOptions>(o => o.DefinitionsPath = workflows)
            .Configure<MailOptions>(o => o.Templates = templates ?? o.Templates));
        await database.RunAsync<LoadDefinitions>(load => load.RunAsync(default));
        return database;
    }

    private static async Task<ActionType> TypeAsync(TestDatabase database, string id)
    {
        await using var scope = database.Scope();
        return await scope.Get<ActionTypes>().GetAsync(id, default);
    }

    private static string Copied(string folder)
    {
        var copy = TestFolder.New(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, folder)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
