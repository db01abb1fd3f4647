using System.IO.Compression;

namespace Asmex.Workflows.Files;

/// <summary>Tells a document from any other archive that begins alike.</summary>
internal static class OfficeFile
{
    /// <summary>True for what is no office document by its extension, and for one that holds its main part and no macros.</summary>
    public static bool IsSound(string path, string extension)
    {
        var main = extension switch { ".docx" => "word/document.xml", ".xlsx" => "xl/workbook.xml", _ => null };
        if (main is null)
        {
            return true;
        }

        try
        {
            using var archive = ZipFile.OpenRead(path);
            return archive.GetEntry(main) is not null && archive.Entries.All(e => !e.Name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || !e.Name.StartsWith("vba", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
