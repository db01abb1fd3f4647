using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Asmex.Workflows.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class UnreachedRelay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "unreached_since",
                table: "mail_relays",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "unreached_since",
                table: "mail_relays");
        }
    }
}
