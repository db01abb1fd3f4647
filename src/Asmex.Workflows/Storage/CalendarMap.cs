using Asmex.Workflows.Calendars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class CalendarMap : IEntityTypeConfiguration<CalendarChange>
{
    public void Configure(EntityTypeBuilder<CalendarChange> change)
    {
        change.ToTable("calendar_changes");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Feast).HasMaxLength(20);
        change.Property(c => c.Region).HasMaxLength(5);
        change.Property(c => c.Source).HasMaxLength(500);
        change.Property(c => c.ByName).HasMaxLength(200);
        change.Property(c => c.Rest).HasConversion<JsonConverter<IReadOnlyList<DayOfWeek>>, ListComparer<DayOfWeek>>();
        change.HasIndex(c => c.Version).IsUnique();
        change.HasIndex(c => c.WithdrawnVersion).IsUnique();
    }
}
