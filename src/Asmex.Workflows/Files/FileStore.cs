using System.Security.Cryptography;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Files;

/// <summary>Takes files in and gives them out. The content is on disk before the row is written; a content without a row is of no harm.</summary>
public sealed class FileStore(WorkflowsDbContext db, FileScan scan, IOptions<FilesOptions> options, TimeProvider clock)
{
    // By the first bytes of the content: what a file calls itself proves nothing.
    private static readonly (string Extension, string Type, byte[] Start)[] _kinds =
    [
        (".pdf", "application/pdf", "%PDF-"u8.ToArray()),
        (".jpg", "image/jpeg", [0xFF, 0xD8, 0xFF]),
        (".jpeg", "image/jpeg", [0xFF, 0xD8, 0xFF]),
        (".png", "image/png", [0x89, 0x50, 0x4E, 0x47]),
        (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [0x50, 0x4B, 0x03, 0x04]),
        (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [0x50, 0x4B, 0x03, 0x04]),
    ];

    /// <summary>Keeps a file; the row is added to the context and saved by the caller's verb.</summary>
    /// <exception cref="RuleBrokenException">Empty, too large, of a kind that is not taken, not what its name says, or not clean.</exception>
    public async Task<StoredFile> TakeAsync(string name, Stream content, FileBelonging to, CancellationToken cancellation)
    {
        var shown = Path.GetFileName(name.Replace('\\', '/'));
        var kind = _kinds.FirstOrDefault(k => k.Extension.Equals(Path.GetExtension(shown), StringComparison.OrdinalIgnoreCase));
        if (kind.Type is null)
        {
            throw new RuleBrokenException("Files.KindNotTaken", shown);
        }

        var id = Guid.CreateVersion7();
        Directory.CreateDirectory(options.Value.Path);
        var (size, hash) = await WriteAsync(PathOf(id), shown, kind.Start, content, cancellation);
        await LookAsync(PathOf(id), shown, kind.Extension, cancellation);
        var file = new StoredFile(id, shown.Length > 200 ? shown[^200..] : shown, kind.Type, size, hash, clock.GetUtcNow(), to);
        db.Add(file);
        return file;
    }

    public Stream Open(StoredFile file) => File.OpenRead(PathOf(file.ContentId));

    private string PathOf(Guid id) => Path.Combine(options.Value.Path, id.ToString("N"));

    private async Task LookAsync(string path, string name, string extension, CancellationToken cancellation)
    {
        try
        {
            if (!OfficeFile.IsSound(path, extension))
            {
                throw new RuleBrokenException("Files.NotWhatItSays", name);
            }

            if (!await scan.PassesAsync(Path.GetFullPath(path), cancellation))
            {
                throw new RuleBrokenException("Files.NotClean", name);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private async Task<(long Size, string Hash)> WriteAsync(string path, string name, byte[] start, Stream content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size) = (new byte[81920], 0L);
        try
        {
            await using (var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                int read;
                while ((read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)) > 0)
                {
                    if (size == 0 && !buffer.AsSpan(0, read).StartsWith(start))
                    {
                        throw new RuleBrokenException("Files.NotWhatItSays", name);
                    }

                    size += read;
                    if (size > options.Value.LargestBytes)
                    {
                        throw new RuleBrokenException("Files.TooLarge", name, (int)(options.Value.LargestBytes >> 20));
                    }

                    hash.AppendData(buffer, 0, read);
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
            }

            return size > 0 ? (size, Convert.ToHexStringLower(hash.GetHashAndReset())) : throw new RuleBrokenException("Files.Empty", name);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}

/// <summary>Who gave a file and what it answers.</summary>
public sealed record FileBelonging(string GivenBy, string? Region, Guid? TaskId = null, string? Field = null, Guid? InvitationId = null);
