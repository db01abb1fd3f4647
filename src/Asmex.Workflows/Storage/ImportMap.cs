using Asmex.Workflows.Firms.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class ImportMap : IEntityTypeConfiguration<FirmImport>, IEntityTypeConfiguration<ImportRow>, IEntityTypeConfiguration<RememberedMapping>
{
    public void Configure(EntityTypeBuilder<FirmImport> import)
    {
        import.ToTable("firm_imports");
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.FileName).HasMaxLength(200);
        import.Property(i => i.Sender).HasMaxLength(100);
        import.Property(i => i.Encoding).HasMaxLength(100);
        import.Property(i => i.Separator).HasMaxLength(1);
        import.Property(i => i.ByName).HasMaxLength(200);
        import.Property(i => i.Regions).HasMaxLength(200);
        import.Ignore(i => i.Mapping);
        import.HasIndex(i => i.State);
        import.HasIndex(i => i.TakenAt);
    }

    public void Configure(EntityTypeBuilder<ImportRow> row)
    {
        row.ToTable("import_rows");
        row.Ignore(r => r.Row).Ignore(r => r.Reasons).Ignore(r => r.Was);
        row.HasKey(r => new { r.ImportId, r.Number });
        row.HasIndex(r => new { r.ImportId, r.Verdict, r.Number });
        row.HasOne<FirmImport>().WithMany().HasForeignKey(r => r.ImportId);
    }

    public void Configure(EntityTypeBuilder<RememberedMapping> mapping)
    {
        mapping.ToTable("remembered_mappings");
        mapping.HasKey(m => m.Key);
        mapping.Property(m => m.Key).HasMaxLength(64);
    }
}
