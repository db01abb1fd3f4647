using Asmex.Workflows.Letters.Templates.Editing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class TemplateMap : IEntityTypeConfiguration<TemplateVersion>
{
    public void Configure(EntityTypeBuilder<TemplateVersion> version)
    {
        version.ToTable("template_versions");
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.Key).HasMaxLength(60);
        version.Property(v => v.Language).HasMaxLength(2);
        version.Property(v => v.Note).HasMaxLength(TemplateVersion.LongestNote);
        version.Property(v => v.By).HasMaxLength(200);
        version.Property(v => v.ApprovedBy).HasMaxLength(200);
        version.HasIndex(v => new { v.Key, v.Language, v.Number }).IsUnique();
    }
}
