using Asmex.Workflows.Firms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class ConversionMap : IEntityTypeConfiguration<Conversion>, IEntityTypeConfiguration<Suppression>
{
    public void Configure(EntityTypeBuilder<Conversion> conversion)
    {
        conversion.ToTable("conversions");
        conversion.Property(c => c.Id).ValueGeneratedNever();
        conversion.Property(c => c.Region).HasMaxLength(5);
        conversion.Property(c => c.Evidence).HasMaxLength(1_000);
        conversion.Property(c => c.Market).HasMaxLength(100);
        conversion.Property(c => c.ByName).HasMaxLength(200);
        conversion.HasOne<Firm>().WithMany().HasForeignKey(c => c.FirmId);
        conversion.HasIndex(c => c.FirmId).IsUnique().HasFilter("is_counted");
        conversion.HasIndex(c => new { c.Region, c.On });
        conversion.HasIndex(c => c.ActionId);
    }

    public void Configure(EntityTypeBuilder<Suppression> suppression)
    {
        suppression.ToTable("suppressions");
        suppression.HasKey(s => s.AddressHash);
        suppression.Property(s => s.AddressHash).HasMaxLength(64);
    }
}
