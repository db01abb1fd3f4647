using Asmex.Workflows.Letters.Pacing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class RelayMap : IEntityTypeConfiguration<MailRelay>, IEntityTypeConfiguration<MailBucket>
{
    public void Configure(EntityTypeBuilder<MailRelay> relay)
    {
        relay.ToTable("mail_relays");
        relay.HasKey(r => r.Key);
        relay.Property(r => r.Key).HasMaxLength(260);
        relay.Property(r => r.Words).HasMaxLength(500);
        relay.Property(r => r.ResumedBy).HasMaxLength(200);
        relay.Ignore(r => r.IsPaused);
        relay.HasMany(r => r.Buckets).WithOne().HasForeignKey(b => b.Relay);
    }

    public void Configure(EntityTypeBuilder<MailBucket> bucket)
    {
        bucket.ToTable("mail_buckets");
        bucket.HasKey(b => new { b.Relay, b.Lane });
        bucket.Property(b => b.Relay).HasMaxLength(260);
        bucket.Property(b => b.Lane).HasMaxLength(20);
        bucket.Ignore(b => b.Whole);
    }
}
