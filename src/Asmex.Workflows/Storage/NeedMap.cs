using Asmex.Workflows.Firms;
using Asmex.Workflows.Needs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class NeedMap : IEntityTypeConfiguration<Need>
{
    public void Configure(EntityTypeBuilder<Need> need)
    {
        need.ToTable("needs");
        need.Property(n => n.Id).ValueGeneratedNever();
        need.Property(n => n.Region).HasMaxLength(5);
        need.Property(n => n.Sector).HasMaxLength(30);
        need.Property(n => n.Text).HasMaxLength(2_000);
        need.Property(n => n.Outcome).HasMaxLength(1_000);
        need.Property(n => n.ByName).HasMaxLength(200);
        need.HasOne<Firm>().WithMany().HasForeignKey(n => n.FirmId);
        need.HasIndex(n => n.FirmId);
        need.HasIndex(n => new { n.Region, n.Category, n.StatedAt });
        need.HasIndex(n => n.ActionId);
    }
}
