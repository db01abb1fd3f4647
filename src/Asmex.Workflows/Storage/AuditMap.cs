using Asmex.Workflows.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class AuditMap : IEntityTypeConfiguration<AuditRow>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditRow> row)
    {
        row.ToTable("audit_rows");
        row.HasKey(r => r.Number);
        row.Property(r => r.Number).ValueGeneratedNever();
        row.Property(r => r.At).HasMaxLength(40);
        row.Property(r => r.Kind).HasMaxLength(40);
        row.Property(r => r.Key).HasMaxLength(100);
        row.Property(r => r.Previous).HasMaxLength(64);
        row.Property(r => r.Hash).HasMaxLength(64);
        row.HasIndex(r => new { r.Kind, r.Key });
    }

    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("audit_head");
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Property(h => h.Hash).HasMaxLength(64);
        head.HasData(new AuditHead());
    }
}
