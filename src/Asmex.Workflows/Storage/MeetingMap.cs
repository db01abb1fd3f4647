using Asmex.Workflows.Calendars;
using Asmex.Workflows.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class MeetingMap : IEntityTypeConfiguration<MeetingSeries>, IEntityTypeConfiguration<Meeting>, IEntityTypeConfiguration<AgendaPoint>,
    IEntityTypeConfiguration<MeetingParticipant>, IEntityTypeConfiguration<MeetingDecision>
{
    public void Configure(EntityTypeBuilder<MeetingSeries> series)
    {
        series.ToTable("meeting_series");
        series.Property(s => s.Id).ValueGeneratedNever();
        series.Property(s => s.Region).HasMaxLength(5);
        series.Property(s => s.Place).HasMaxLength(300);
        series.Property(s => s.MadeBy).HasMaxLength(200);
        series.Property(s => s.Rule).HasConversion<JsonConverter<MeetingRule>>();
        series.Property(s => s.Invited).HasConversion<JsonConverter<IReadOnlyList<string>>, ListComparer<string>>();
        series.Property(s => s.Points).HasConversion<JsonConverter<IReadOnlyList<string>>, ListComparer<string>>();
    }

    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.ToTable("meetings");
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.Property(m => m.Region).HasMaxLength(5);
        meeting.Property(m => m.Place).HasMaxLength(300);
        meeting.Property(m => m.Reason).HasMaxLength(Meeting.LongestReason);
        meeting.Property(m => m.MinutesBy).HasMaxLength(200);
        meeting.Property(m => m.Due).HasConversion<JsonConverter<DateRule>>();
        meeting.Property(m => m.Version).IsConcurrencyToken();
        meeting.HasOne<MeetingSeries>().WithMany().HasForeignKey(m => m.SeriesId).OnDelete(DeleteBehavior.Restrict);
        meeting.HasIndex(m => new { m.SeriesId, m.Month }).IsUnique();
        meeting.HasIndex(m => m.On);
    }

    public void Configure(EntityTypeBuilder<AgendaPoint> point)
    {
        point.ToTable("meeting_points");
        point.Property(p => p.Id).ValueGeneratedNever();
        point.Property(p => p.Text).HasMaxLength(AgendaPoint.Longest);
        point.Property(p => p.By).HasMaxLength(200);
        point.HasIndex(p => new { p.MeetingId, p.Number });
    }

    public void Configure(EntityTypeBuilder<MeetingParticipant> participant)
    {
        participant.ToTable("meeting_participants");
        participant.HasKey(p => new { p.MeetingId, p.PersonId });
        participant.Property(p => p.Role).HasMaxLength(40);
        participant.HasIndex(p => p.PersonId);
    }

    public void Configure(EntityTypeBuilder<MeetingDecision> decision)
    {
        decision.ToTable("meeting_decisions");
        decision.Property(d => d.Id).ValueGeneratedNever();
        decision.Property(d => d.Text).HasMaxLength(MeetingDecision.Longest);
        decision.Property(d => d.By).HasMaxLength(200);
        decision.HasIndex(d => new { d.MeetingId, d.Number }).IsUnique();
        decision.HasIndex(d => d.TaskId);
    }
}
