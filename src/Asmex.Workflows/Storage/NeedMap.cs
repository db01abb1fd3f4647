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
        need.Property(n => n.EscalationReason).HasMaxLength(1_000);
        need.Property(n => n.EscalatedBy).HasMaxLength(200);
        need.Property(n => n.Decision).HasMaxLength(1_000);
        need.Property(n => n.DecidedBy).HasMaxLength(200);
        need.Property(n => n.Answer).HasMaxLength(2_000);
        need.Property(n => n.ByName).HasMaxLength(200);
        need.Property(n => n.Version).IsConcurrencyToken();
        need.HasOne<Firm>().WithMany().HasForeignKey(n => n.FirmId);
        need.HasIndex(n => n.FirmId);
        need.HasIndex(n => new { n.Region, n.Category, n.StatedAt });
        need.HasIndex(n => new { n.State, n.StatedAt });
        need.HasIndex(n => new { n.Month, n.Category });
        need.HasIndex(n => n.ActionId);
        need.HasIndex(n => n.PlaceId);
    }
}
