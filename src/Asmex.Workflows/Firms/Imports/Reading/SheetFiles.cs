using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>Opens a file of firms, or says why it is none.</summary>
public static class SheetFiles
{
    private static readonly string[] _textNames = [".csv", ".tsv", ".txt"];
    private static readonly (byte[] Start, string Kind)[] _others =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "Imports.OldWorkbook"),
        ("%PDF"u8.ToArray(), "Imports.NotATable"),
        ([0x89, 0x50, 0x4E, 0x47], "Imports.NotATable"),
        ([0xFF, 0xD8, 0xFF], "Imports.NotATable"),
        ([0x1F, 0x8B], "Imports.NotATable"),
        ("7z"u8.ToArray(), "Imports.NotATable"),
        ("Rar!"u8.ToArray(), "Imports.NotATable"),
    ];

    /// <param name="path">Where the content lies.</param>
    /// <param name="name">What the file calls itself.</param>
    /// <exception cref="RuleBrokenException">Empty, too large, or not what its name says.</exception>
    public static ISheet Open(string path, string name, SheetLimits limits)
    {
        var size = new FileInfo(path).Length;
        if (size == 0)
        {
            throw new RuleBrokenException("Imports.Empty", name);
        }

        if (size > limits.LargestBytes)
        {
            throw new RuleBrokenException("Imports.TooLarge", name, (int)(limits.LargestBytes >> 20));
        }

        var extension = Path.GetExtension(name).ToLowerInvariant();
        var start = StartOf(path);
        if (_others.FirstOrDefault(o => start.AsSpan().StartsWith(o.Start)).Kind is { } refusal)
        {
            throw new RuleBrokenException(refusal, name);
        }

        var isZip = start.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]);
        if (isZip != extension is ".xlsx" || (!isZip && !_textNames.Contains(extension)))
        {
            throw new RuleBrokenException(extension is ".xlsx" || _textNames.Contains(extension) ? "Imports.NotWhatItSays" : "Imports.KindNotTaken", name);
        }

        return isZip ? WorkbookSheet.Open(path, name, limits) : TextSheet.Open(path, name, limits);
    }

    private static byte[] StartOf(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[8];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
