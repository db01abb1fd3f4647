using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>What a file of firms may be at most; bound from the section <c>Imports</c>.</summary>
public sealed class SheetLimits
{
    public const string Section = "Imports";

    /// <summary>The greatest file in bytes. Defaults to 28 MiB, as much as a form may carry.</summary>
    [Range(1, 1L << 30)] public long LargestBytes { get; set; } = 28 << 20;

    /// <summary>How much a workbook may hold when unpacked, in bytes: beyond it is a bomb. Defaults to 500 MiB.</summary>
    [Range(1, 1L << 34)] public long LargestUnpacked { get; set; } = 500 << 20;

    /// <summary>The greatest number of columns. Defaults to 200.</summary>
    [Range(1, 16_384)] public int MostColumns { get; set; } = 200;

    /// <summary>The greatest number of rows. Defaults to 300,000.</summary>
    [Range(1, 1_048_576)] public int MostRows { get; set; } = 300_000;

    /// <summary>The longest text of a cell. Defaults to 5,000 letters.</summary>
    [Range(100, 32_767)] public int LongestCell { get; set; } = 5_000;
}
