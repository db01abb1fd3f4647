using Asmex.Workflows.Outreach.Campaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class CampaignMap : IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<SubmittedAudience>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.ToTable("campaigns");
        campaign.Property(c => c.Id).ValueGeneratedNever();
        campaign.Property(c => c.Name).HasMaxLength(Campaign.LongestName);
        campaign.Property(c => c.Region).HasMaxLength(5);
        campaign.Property(c => c.Content).HasConversion<JsonConverter<CampaignContent>>();
        campaign.Property(c => c.Audience).HasConversion<JsonConverter<CampaignAudience>>();
        campaign.Property(c => c.MadeBy).HasMaxLength(200);
        campaign.Property(c => c.Fingerprint).HasMaxLength(64);
        campaign.Property(c => c.Version).IsConcurrencyToken();
        campaign.Ignore(c => c.HasStarted);
        campaign.HasIndex(c => c.ApprovalId).IsUnique();
        campaign.HasIndex(c => new { c.State, c.StartsAt });
    }

    public void Configure(EntityTypeBuilder<SubmittedAudience> submitted)
    {
        submitted.ToTable("submitted_audiences");
        submitted.HasKey(a => a.CampaignId);
        submitted.Property(a => a.Firms).HasConversion<JsonConverter<IReadOnlyList<Guid>>, ListComparer<Guid>>();
        submitted.HasOne<Campaign>().WithOne().HasForeignKey<SubmittedAudience>(a => a.CampaignId);
    }
}
