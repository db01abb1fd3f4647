using Asmex.Workflows.Files;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Keeps the files of imports, outside the web root, until they are in the registry.</summary>
public sealed class ImportFiles(IOptions<FilesOptions> files, IOptions<SheetLimits> limits)
{
    public SheetLimits Limits => limits.Value;

    /// <exception cref="RuleBrokenException">It is too large; nothing of it is kept.</exception>
    public async Task KeepAsync(Guid id, string name, Stream content, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(id))!);
        await using var file = new FileStream(PathOf(id), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var buffer = new byte[81920];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            if (file.Length > limits.Value.LargestBytes)
            {
                throw new RuleBrokenException("Imports.TooLarge", name, (int)(limits.Value.LargestBytes >> 20));
            }
        }
    }

    public ISheet Open(Guid id, string name) => SheetFiles.Open(PathOf(id), name, limits.Value);

    // A node that never took a file has no folder of them.
    public void Drop(Guid id)
    {
        if (File.Exists(PathOf(id)))
        {
            File.Delete(PathOf(id));
        }
    }

    private string PathOf(Guid id) => Path.Combine(files.Value.Path, "imports", id.ToString("N"));
}
