using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Whose house this is; bound from the section <c>Organisation</c>.</summary>
public sealed class OrganisationOptions
{
    public const string Section = "Organisation";

    /// <summary>The name on every page. Defaults to ASMEX.</summary>
    [Required] public string Name { get; init; } = "ASMEX";

    /// <summary>The address of a logo inside <c>wwwroot</c>; without it the mark of the product is drawn.</summary>
    public string? Logo { get; init; }
}
