using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Traces;

namespace Asmex.Workflows.Tests.Engine;

public sealed class ConformanceTests
{
    private static readonly TraceReplay Replay = new(new ActivityCatalog());

    [Theory]
    [InlineData("flowcharts.jsonl")]
    [InlineData("structured.jsonl")]
    public void Traces_agree_with_an_Elsa_server(string file)
    {
        var output = new StringWriter();

        Assert.True(Replay.Replay(Cases(file), output), output.ToString());
    }

    [Theory]
    [InlineData("flowcharts.jsonl")]
    [InlineData("structured.jsonl")]
    public void A_state_written_and_read_between_all_steps_gives_the_same_traces(string file)
    {
        var differences = Cases(file).Select(line => Replay.Replay(line, reloads: true)).Where(r => r.Difference is not null);

        Assert.Empty(differences);
    }

    private static IEnumerable<string> Cases(string file)
    {
        var name = $"Asmex.Workflows.Tests.Engine.Traces.{file}";
        using var stream = typeof(ConformanceTests).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
