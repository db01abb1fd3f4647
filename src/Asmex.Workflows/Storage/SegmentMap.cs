using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Firms.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class SegmentMap : IEntityTypeConfiguration<FirmSegment>
{
    public void Configure(EntityTypeBuilder<FirmSegment> segment)
    {
        segment.ToTable("firm_segments");
        segment.Property(s => s.Id).ValueGeneratedNever();
        segment.Property(s => s.Name).HasMaxLength(FirmSegment.LongestName);
        segment.Property(s => s.OwnerName).HasMaxLength(200);
        segment.Property(s => s.Filter).HasConversion<JsonConverter<FirmFilter>>();
        segment.HasIndex(s => new { s.OwnerId, s.Name }).IsUnique();
        segment.HasIndex(s => s.IsShared);
    }
}
