using Asmex.Workflows.Letters.Receiving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class ReceivedMailMap : IEntityTypeConfiguration<ReceivedMail>
{
    public void Configure(EntityTypeBuilder<ReceivedMail> mail)
    {
        mail.ToTable("received_mails");
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Key).HasMaxLength(64);
        mail.Property(m => m.Status).HasMaxLength(12);
        mail.Property(m => m.From).HasMaxLength(254);
        mail.Property(m => m.Subject).HasMaxLength(300);
        mail.Property(m => m.Words).HasMaxLength(ReceivedMail.LongestWords);
        mail.Property(m => m.Region).HasMaxLength(5);
        mail.Property(m => m.Refusal).HasMaxLength(500);
        mail.Ignore(m => m.IsKnown);
        mail.HasIndex(m => m.Key).IsUnique();
        mail.HasIndex(m => m.LetterId);
        mail.HasIndex(m => new { m.FirmId, m.At });
        mail.HasIndex(m => m.At);
    }
}
