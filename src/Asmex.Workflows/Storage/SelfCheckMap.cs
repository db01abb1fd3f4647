using Asmex.Workflows.Letters.SelfChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Asmex.Workflows.Storage;

internal sealed class SelfCheckMap : IEntityTypeConfiguration<SelfCheckReport>
{
    public void Configure(EntityTypeBuilder<SelfCheckReport> report)
    {
        report.ToTable("mail_self_checks");
        report.HasKey(r => r.Relay);
        report.Property(r => r.Relay).HasMaxLength(260);
        report.Property(r => r.By).HasMaxLength(200);
        report.Property(r => r.Results).HasConversion<JsonConverter<IReadOnlyList<CheckResult>>, ListComparer<CheckResult>>();
        report.Ignore(r => r.Blocks);
    }
}
