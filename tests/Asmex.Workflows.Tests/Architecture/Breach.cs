namespace Asmex.Workflows.Tests.Architecture;

internal sealed record Breach(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}
