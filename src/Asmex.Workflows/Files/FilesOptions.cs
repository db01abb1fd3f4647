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

    /// <summary>A program that looks at each file before it is kept, such as <c>/usr/bin/clamdscan</c>: it gets the file's path as its last argument,
    /// and any exit code but 0 refuses the file. Absent: files are not looked at.</summary>
    public string? ScanProgram { get; set; }

    /// <summary>What the program gets before the path, words between spaces. Defaults to nothing.</summary>
    public string ScanArguments { get; set; } = "";

    /// <summary>How long the program may take for a file; then the file is refused. Defaults to 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")] public TimeSpan ScanWithin { get; set; } = TimeSpan.FromSeconds(30);
}
