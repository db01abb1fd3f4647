using Asmex.Workflows.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class PersonMap : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("people");
        person.Property(p => p.Name).HasMaxLength(200);
        person.Property(p => p.ArabicName).HasMaxLength(200);
        person.Property(p => p.Language).HasMaxLength(2);
        person.HasMany(p => p.Appointments).WithOne().HasForeignKey(a => a.PersonId);
        person.Navigation(p => p.Appointments).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ToTable("appointments");
        appointment.Property(a => a.Id).ValueGeneratedNever();
        appointment.Property(a => a.Role).HasMaxLength(40);
        appointment.Property(a => a.Region).HasMaxLength(5);
        appointment.HasIndex(a => new { a.Role, a.Region });
    }
}
