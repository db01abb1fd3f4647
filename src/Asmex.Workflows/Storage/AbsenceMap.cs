using Asmex.Workflows.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class AbsenceMap : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> absence)
    {
        absence.ToTable("absences");
        absence.Property(a => a.Id).ValueGeneratedNever();
        absence.HasIndex(a => new { a.PersonId, a.Until });
        absence.HasIndex(a => new { a.DeputyId, a.Until });
    }
}
