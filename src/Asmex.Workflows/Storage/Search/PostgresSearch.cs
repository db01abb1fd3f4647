using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Asmex.Workflows.Storage.Search;

/// <summary>The indexes that firms and open tasks are searched by on PostgreSQL. Its name keeps it behind every migration that makes tables.</summary>
[DbContext(typeof(PostgresDbContext))]
[Migration("99990101000000_Search")]
internal sealed class PostgresSearch : Migration
{
    /// <summary>The words of an open task; a query says it in the same way, or the index is not used.</summary>
    public const string TaskWords = "array_to_tsvector(array_remove(string_to_array(search_words, ' '), ''))";

    // The words of a firm are kept: to make them anew for each row that is looked at costs more than all else. The function goes by the index whatever
    // the planner expects: what begins with a part of a word, or has a slip, is beyond its statistics, and a walk of the table takes a second.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        $"""
        ALTER TABLE firms ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(search_key, ' '), ''))) STORED;
        CREATE INDEX ix_firms_words ON firms USING gin (words);
        CREATE FUNCTION firms_with(query tsquery, most integer) RETURNS SETOF uuid LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off
            AS 'SELECT id FROM firms WHERE words @@ query LIMIT most';
        CREATE INDEX ix_tasks_words ON tasks USING gin ({TaskWords}) WHERE status = 'Open';
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "DROP INDEX ix_tasks_words; DROP FUNCTION firms_with; DROP INDEX ix_firms_words; ALTER TABLE firms DROP COLUMN words");
}
