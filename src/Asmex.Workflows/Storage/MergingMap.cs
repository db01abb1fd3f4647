using Asmex.Workflows.Firms.Merging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class MergingMap : IEntityTypeConfiguration<FirmPair>, IEntityTypeConfiguration<FirmMerge>
{
    public void Configure(EntityTypeBuilder<FirmPair> pair)
    {
        pair.ToTable("firm_pairs");
        pair.Property(p => p.Id).ValueGeneratedNever();
        pair.Property(p => p.Signs).HasConversion<JsonConverter<IReadOnlyList<PairSign>>, ListComparer<PairSign>>();
        pair.Property(p => p.DecidedBy).HasMaxLength(200);
        pair.HasIndex(p => new { p.FirstId, p.SecondId }).IsUnique();
        pair.HasIndex(p => p.SecondId);
        pair.HasIndex(p => new { p.State, p.Score });
    }

    public void Configure(EntityTypeBuilder<FirmMerge> merge)
    {
        merge.ToTable("firm_merges");
        merge.Property(m => m.Id).ValueGeneratedNever();
        merge.Property(m => m.OtherName).HasMaxLength(Firms.Firm.LongestName);
        merge.Property(m => m.Record).HasConversion<JsonConverter<MergeRecord>>();
        merge.Property(m => m.ByName).HasMaxLength(200);
        merge.Property(m => m.UndoneBy).HasMaxLength(200);
        merge.HasIndex(m => m.FirmId);
        merge.HasIndex(m => m.OtherId);
    }
}
