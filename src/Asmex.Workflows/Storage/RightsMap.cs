using Asmex.Workflows.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class RightsMap : IEntityTypeConfiguration<RightsRequest>
{
    public void Configure(EntityTypeBuilder<RightsRequest> request)
    {
        request.ToTable("rights_requests");
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Name).HasMaxLength(200);
        request.Property(r => r.Email).HasMaxLength(254);
        request.Property(r => r.Phone).HasMaxLength(20);
        request.Property(r => r.AddressHash).HasMaxLength(64);
        request.Property(r => r.Note).HasMaxLength(1_000);
        request.Property(r => r.Outcome).HasMaxLength(1_000);
        request.Property(r => r.ByName).HasMaxLength(200);
        request.Property(r => r.SettledBy).HasMaxLength(200);
        request.HasIndex(r => new { r.State, r.DueOn });
    }
}
