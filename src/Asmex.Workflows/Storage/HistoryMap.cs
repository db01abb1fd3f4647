using Asmex.Workflows.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class HistoryMap : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> entry)
    {
        entry.ToTable("history");
        entry.Property(e => e.Key).HasMaxLength(100);
        entry.Property(e => e.ActorName).HasMaxLength(200);
        entry.Property(e => e.ForName).HasMaxLength(200);
        entry.Property(e => e.Region).HasMaxLength(5);
        entry.Property(e => e.InstanceId).HasMaxLength(40);
        entry.HasIndex(e => e.PlanId);
        entry.HasIndex(e => e.ActionId);
        entry.HasIndex(e => e.TaskId);
        entry.HasIndex(e => e.FirmId);
        entry.HasIndex(e => e.PersonId);
    }
}
