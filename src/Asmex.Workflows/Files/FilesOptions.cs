using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Files;

/// <summary>Where files are kept and which are taken; bound from the section <c>Files</c>.</summary>
public sealed class FilesOptions
{
    public const string Section = "Files";

    /// <summary>The folder, outside the web root. Defaults to <c>App_Data/files</c> under the working folder.</summary>
    [Required] public string Path { get; set; } = System.IO.Path.Combine("App_Data", "files");

    /// <summary>The greatest size in bytes. Defaults to 10 MiB.</summary>
    [Range(1, 1L << 30)] public long LargestBytes { get; set; } = 10 << 20;
}
