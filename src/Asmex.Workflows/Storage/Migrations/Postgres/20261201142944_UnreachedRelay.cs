using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Asmex.Workflows.Storage.Migrations.Postgres;

/// <summary>Since when a mail server takes nobody.</summary>
[DbContext(typeof(PostgresDbContext))]
[Migration("20261201142944_UnreachedRelay")]
internal sealed class UnreachedRelay : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<DateTime>("unreached_since", "mail_relays", "timestamp with time zone", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("unreached_since", "mail_relays");
}
