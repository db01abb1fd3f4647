using Asmex.Workflows.MailActs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class MailActMap : IEntityTypeConfiguration<MailActLink>
{
    public void Configure(EntityTypeBuilder<MailActLink> link)
    {
        link.ToTable("mail_act_links");
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.Property(l => l.Seal).HasMaxLength(64);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => l.PersonId).HasFilter("used_at IS NULL AND revoked_at IS NULL");
    }
}
