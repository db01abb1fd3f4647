using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>What a journey needs before it starts: people and definitions.</summary>
internal static class House
{
    public static DateTimeOffset Start { get; } = new(Actors.Year, 1, 4, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The definition of plans, the policies, and an action type with two branches that each go back once.</summary>
    public static string Definitions { get; } = MakeDefinitions();

    public static async Task FurnishAsync(TestDatabase database, IEnumerable<string> regions)
    {
        await database.RunAsync<LoadDefinitions>(load => load.RunAsync(default));
        foreach (var region in regions)
        {
            await AppointAsync(database, $"delegate-{region}", Roles.Delegate, region);
        }

        foreach (var role in new[] { Roles.Coordinator, Roles.Direction, Roles.Treasurer, Roles.Commission })
        {
            await AppointAsync(database, role, role, region: null);
        }
    }

    private static async Task AppointAsync(TestDatabase database, string name, string role, string? region)
    {
        var person = await database.RunAsync<CreatePerson, Person>(create => create.RunAsync(new NewPerson(name, null, $"{name}@asmex.test", "fr"), Actor.House, default));
        await database.RunAsync<AppointPerson>(appoint => appoint.RunAsync(new NewAppointment(person.Id, role, region, new DateOnly(2026, 1, 1), null), Actor.House, default));
    }

    private static string MakeDefinitions()
    {
        var folder = TestFolder.New("definitions");
        var ours = Path.Combine(Repository.Root, "workflows");
        File.Copy(Path.Combine(ours, "plan.json"), Path.Combine(folder, "plan.json"));
        foreach (var definition in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Asmex.Workflows.Tests", "Crash"), "*.json"))
        {
            File.Copy(definition, Path.Combine(folder, Path.GetFileName(definition)));
        }

        foreach (var definition in KillTests.Definitions().Concat(TwoCopiesTests.Definitions()))
        {
            File.WriteAllText(Path.Combine(folder, $"{definition["definitionId"]}.json"), definition.ToJsonString());
        }

        var policies = Directory.CreateDirectory(Path.Combine(folder, "policies"));
        foreach (var policy in Directory.GetFiles(Path.Combine(ours, "policies")))
        {
            File.Copy(policy, Path.Combine(policies.FullName, Path.GetFileName(policy)));
        }

        return folder;
    }
}
