using System.Text;
using System.Text.Unicode;

namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>Finds out in which encoding a text file was written.</summary>
internal static class TextEncoding
{
    private const int Sample = 1 << 20;

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>Null when it is no text at all.</returns>
    public static (Encoding Encoding, string Name)? Of(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(Sample, file.Length)];
        file.ReadExactly(bytes);
        if (ByMark(bytes) is { } marked)
        {
            return marked;
        }

        if (bytes.AsSpan().IndexOf((byte)0) >= 0)
        {
            return ByZeros(bytes);
        }

        return LooksUtf8(bytes) && (file.Length <= Sample || IsUtf8ToTheEnd(file, bytes)) ? (Encoding.UTF8, "UTF-8")
            : IsArabic(bytes) ? (Encoding.GetEncoding(1256), "Windows-1256")
            : (Encoding.GetEncoding(1252), "Windows-1252");
    }

    private static (Encoding, string)? ByMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (Encoding.UTF8, "UTF-8 (BOM)")
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (Encoding.Unicode, "UTF-16 LE")
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (Encoding.BigEndianUnicode, "UTF-16 BE")
        : null;

    // In UTF-16 the separators and line ends have a zero on one side, always the same one; elsewhere zeros mean that it is no text.
    private static (Encoding, string)? ByZeros(byte[] bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }

        return even + odd < bytes.Length / 20 ? (even + odd < 5 ? (LooksUtf8(bytes) ? Encoding.UTF8 : Encoding.GetEncoding(1252), "UTF-8") : null)
            : odd > even * 9 ? (Encoding.Unicode, "UTF-16 LE")
            : even > odd * 9 ? (Encoding.BigEndianUnicode, "UTF-16 BE")
            : null;
    }

    // A few broken letters do not make a file another encoding, when many whole ones stand beside them.
    private static bool LooksUtf8(ReadOnlySpan<byte> bytes)
    {
        var (whole, broken) = (0, 0);
        for (var i = 0; i < bytes.Length;)
        {
            if (bytes[i] < 0x80)
            {
                i++;
                continue;
            }

            var status = Rune.DecodeFromUtf8(bytes[i..], out _, out var used);
            whole += status == System.Buffers.OperationStatus.Done ? 1 : 0;
            broken += status == System.Buffers.OperationStatus.InvalidData ? 1 : 0;
            i += Math.Max(1, used);
        }

        return broken == 0 || whole > broken * 20;
    }

    private static bool IsUtf8ToTheEnd(FileStream file, byte[] start)
    {
        var high = start.Any(b => b >= 0x80);
        if (high)
        {
            return true;
        }

        var bytes = new byte[Sample];
        int read;
        while ((read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)) > 0)
        {
            if (bytes.AsSpan(0, read).ContainsAnyInRange((byte)0x80, (byte)0xFF))
            {
                return LooksUtf8(bytes.AsSpan(0, read));
            }
        }

        return true;
    }

    // Accents of French stand alone between plain letters; Arabic is written in rows of high bytes.
    private static bool IsArabic(byte[] bytes)
    {
        var (alone, inRows) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0xC0)
            {
                continue;
            }

            var together = (i > 0 && bytes[i - 1] >= 0xC0) || (i + 1 < bytes.Length && bytes[i + 1] >= 0xC0);
            _ = together ? inRows++ : alone++;
        }

        return inRows > 8 && inRows * 4 > alone;
    }
}
