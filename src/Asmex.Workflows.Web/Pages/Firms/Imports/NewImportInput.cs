using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Web.Pages.Firms.Imports;

/// <summary>A file and who sent it.</summary>
public sealed class NewImportInput
{
    [Required, MaxLength(100)] public string? Sender { get; set; }
    public IFormFile? File { get; set; }
}
