using System.Collections.Concurrent;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>Folders that take long to fill, as that of a house with the demonstration's data: filled once for this test process, then copied for each who wants one.</summary>
public static class WrittenOnce
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> _filled = new();

    /// <param name="name">What is filled in the same way has the same name.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="fill">Fills a folder of its own, and holds none of its files afterwards.</param>
    public static async Task CopyAsync(string name, string folder, Func<string, Task> fill)
    {
        var filled = await _filled.GetOrAdd(name, _ => new Lazy<Task<string>>(() => FillAsync(name, fill))).Value;
        foreach (var file in Directory.GetFiles(filled, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(filled, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<string> FillAsync(string name, Func<string, Task> fill)
    {
        var folder = TestFolder.New($"once-{name}");
        await fill(folder);
        return folder;
    }
}
