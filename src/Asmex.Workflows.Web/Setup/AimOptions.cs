using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Web.Setup;

/// <summary>What all plans together are for: so many exporting firms by a year; bound from the section <c>Aim</c>.</summary>
public sealed class AimOptions : IValidatableObject
{
    public const string Section = "Aim";

    /// <summary>How many firms exported when counting began. Defaults to 6,000.</summary>
    [Range(0, 1_000_000)] public int Start { get; init; } = 6_000;

    /// <summary>How many shall export. Defaults to 12,000.</summary>
    [Range(1, 1_000_000)] public int Target { get; init; } = 12_000;

    /// <summary>The year from which first exports count on the way. Defaults to 2025.</summary>
    [Range(2000, 2100)] public int FromYear { get; init; } = 2025;

    /// <summary>The year in which the target shall be reached. Defaults to 2035.</summary>
    [Range(2000, 2100)] public int ByYear { get; init; } = 2035;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Target <= Start || ByYear <= FromYear)
        {
            yield return new ValidationResult("Aim: Target must lie above Start and ByYear after FromYear.");
        }
    }
}
