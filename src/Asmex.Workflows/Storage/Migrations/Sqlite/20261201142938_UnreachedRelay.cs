using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Asmex.Workflows.Storage.Migrations.Sqlite;

/// <summary>Since when a mail server takes nobody.</summary>
[DbContext(typeof(SqliteDbContext))]
[Migration("20261201142938_UnreachedRelay")]
internal sealed class UnreachedRelay : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<DateTime>("unreached_since", "mail_relays", "TEXT", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("unreached_since", "mail_relays");
}
