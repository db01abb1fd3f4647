using Asmex.Workflows.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class NotificationMap : IEntityTypeConfiguration<Notification>, IEntityTypeConfiguration<ChannelChoice>
{
    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.ToTable("notifications");
        notification.Property(n => n.Id).ValueGeneratedNever();
        notification.Property(n => n.Path).HasMaxLength(300);
        notification.Property(n => n.Cause).HasMaxLength(200);
        notification.HasIndex(n => new { n.Cause, n.PersonId }).IsUnique();
        notification.HasIndex(n => new { n.PersonId, n.At });

        // The header of every page counts these.
        notification.HasIndex(n => n.PersonId, "ix_notifications_unread").HasFilter("read_at IS NULL");
        notification.HasIndex(n => n.PersonId, "ix_notifications_for_digest").HasFilter("channel = 'Digest' AND digested_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<ChannelChoice> choice)
    {
        choice.ToTable("channel_choices");
        choice.HasKey(c => new { c.PersonId, c.Kind });
    }
}
