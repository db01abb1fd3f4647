using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Asmex.Workflows.Storage.Search;

/// <summary>The index that firms are searched by on PostgreSQL. Its name keeps it behind every migration that makes tables.</summary>
[DbContext(typeof(PostgresDbContext))]
[Migration("99990101000000_Search")]
internal sealed class PostgresSearch : Migration
{
    /// <summary>The words of a firm; a query says it in the same way, or the index is not used.</summary>
    public const string Words = "array_to_tsvector(array_remove(string_to_array(search_key, ' '), ''))";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"CREATE INDEX ix_firms_words ON firms USING gin ({Words})");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP INDEX ix_firms_words");
}
