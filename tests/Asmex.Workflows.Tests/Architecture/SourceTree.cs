using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Architecture;

/// <summary>The text files of the repository.</summary>
internal sealed record SourceTree(IReadOnlyList<string> TopLevel, IReadOnlyList<SourceFile> Files)
{
    private static readonly string[] _built = ["bin", "obj", "App_Data", "TestResults", "artifacts", ".git", ".vs", ".idea"];
    private static readonly string[] _written = [".cs", ".razor", ".csproj", ".props", ".json", ".css", ".js", ".md", ".liquid", ".html", ".txt", ".sh", ".svg"];

    public static SourceTree Load()
    {
        var root = Repository.Root;
        var top = Directory.GetFileSystemEntries(root).Select(e => Path.GetFileName(e)!).Except(_built).Where(e => !e.EndsWith(".user", StringComparison.Ordinal));
        return new SourceTree([.. top.Order(StringComparer.Ordinal)], [.. Read(root, root)]);
    }

    public IEnumerable<SourceFile> In(string folder) => Files.Where(f => f.IsIn(folder));

    private static IEnumerable<SourceFile> Read(string root, string folder)
    {
        var here = Directory.GetFiles(folder).Where(f => _written.Contains(Path.GetExtension(f)))
            .Select(f => new SourceFile(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllText(f).ReplaceLineEndings("\n")));
        return here.Concat(Directory.GetDirectories(folder).Where(d => !_built.Contains(Path.GetFileName(d))).SelectMany(d => Read(root, d)));
    }
}
