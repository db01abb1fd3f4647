using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Engine;

public sealed class HouseDefinitionTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Repository.Root, "workflows"), "*.json").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_definition_of_the_house_reads_without_a_warning(string file)
    {
        var catalog = new ActivityCatalog(typeof(Wording).Assembly);

        var definition = WorkflowDefinition.Read(File.ReadAllText(Path.Combine(Repository.Root, "workflows", file)), catalog);

        Assert.Empty(definition.Warnings);
    }
}
