namespace Asmex.Workflows.Tests.Architecture;

/// <summary>Something that holds for the whole repository.</summary>
/// <param name="Name">A sentence.</param>
internal sealed record Rule(string Name, Func<SourceTree, IEnumerable<Breach>> Breaches)
{
    /// <summary>A rule on each file alone.</summary>
    public static Rule ForEach(string name, Func<SourceFile, bool> files, Func<SourceFile, IEnumerable<Breach>> breaches) =>
        new(name, tree => tree.Files.Where(files).SelectMany(breaches));
}
