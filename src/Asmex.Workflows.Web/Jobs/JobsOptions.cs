using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>Whether and how much this node works; bound from the section <c>Jobs</c>.</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>False for a node that only serves pages. Defaults to true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How many jobs run at once here. Defaults to 4.</summary>
    [Range(1, 100)] public int Workers { get; init; } = 4;
}
