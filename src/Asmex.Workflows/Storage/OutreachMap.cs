using Asmex.Workflows.Calendars;
using Asmex.Workflows.Outreach;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class OutreachMap :
    IEntityTypeConfiguration<InvitationRound>, IEntityTypeConfiguration<Invitation>, IEntityTypeConfiguration<OutreachLink>, IEntityTypeConfiguration<LeftOut>, IEntityTypeConfiguration<ShortCode>
{
    public void Configure(EntityTypeBuilder<InvitationRound> round)
    {
        round.ToTable("invitation_rounds");
        round.Property(r => r.Id).ValueGeneratedNever();
        round.Property(r => r.ExecutionId).HasMaxLength(40);
        round.Property(r => r.InstanceId).HasMaxLength(40);
        round.Property(r => r.Region).HasMaxLength(5);
        round.Property(r => r.Letter).HasMaxLength(60);
        round.Property(r => r.Event).HasConversion<JsonConverter<EventDetails>>();
        round.Property(r => r.Questions).HasConversion<JsonConverter<Questions>>();
        round.Property(r => r.ReminderDays).HasConversion<JsonConverter<IReadOnlyList<int>>, ListComparer<int>>();
        round.Property(r => r.Closes).HasConversion<JsonConverter<DateRule>>();
        round.HasIndex(r => r.ExecutionId).IsUnique();
        round.HasIndex(r => r.CampaignId).IsUnique();
        round.HasIndex(r => r.ActionId);
        round.HasIndex(r => new { r.State, r.ClosesOn });
    }

    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.Property(i => i.Id).ValueGeneratedNever();
        invitation.Property(i => i.Region).HasMaxLength(5);
        invitation.Property(i => i.FirmName).HasMaxLength(200);
        invitation.Property(i => i.ContactName).HasMaxLength(200);
        invitation.Property(i => i.Address).HasMaxLength(254);
        invitation.Property(i => i.Language).HasMaxLength(2);
        invitation.Property(i => i.NeedText).HasMaxLength(Invitation.LongestRemarks);
        invitation.Property(i => i.Remarks).HasMaxLength(Invitation.LongestRemarks);
        invitation.Property(i => i.Participants).HasConversion<JsonConverter<IReadOnlyList<Participant>>, ListComparer<Participant>>();
        invitation.Property(i => i.Version).IsConcurrencyToken();
        invitation.Ignore(i => i.Comes);
        invitation.Ignore(i => i.HasAddress);
        invitation.Property(i => i.ArrivalNotedBy).HasMaxLength(200);
        invitation.HasOne<InvitationRound>().WithMany().HasForeignKey(i => i.RoundId);
        invitation.HasIndex(i => new { i.RoundId, i.FirmId }).IsUnique().HasFilter("NOT is_double");
        invitation.HasIndex(i => i.ActionId);
        invitation.HasIndex(i => i.FirmId);
        invitation.HasIndex(i => i.InvitedAt);
        invitation.HasIndex(i => i.Address);
        invitation.HasIndex(i => new { i.Place, i.OfferedUntil });
    }

    public void Configure(EntityTypeBuilder<OutreachLink> link)
    {
        link.ToTable("outreach_links");
        link.HasKey(l => l.TokenHash);
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.Property(l => l.Address).HasMaxLength(254);
        link.HasIndex(l => l.InvitationId);
    }

    public void Configure(EntityTypeBuilder<ShortCode> code)
    {
        code.ToTable("short_codes");
        code.HasKey(c => c.CodeHash);
        code.Property(c => c.CodeHash).HasMaxLength(64);
        code.HasIndex(c => c.InvitationId);
    }

    public void Configure(EntityTypeBuilder<LeftOut> left)
    {
        left.ToTable("left_out_firms");
        left.HasKey(l => new { l.RoundId, l.FirmId });
    }
}
