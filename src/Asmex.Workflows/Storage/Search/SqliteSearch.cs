using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Asmex.Workflows.Storage.Search;

/// <summary>The index that firms are searched by on SQLite: words by FTS5, kept by triggers. A number of its own stands for the firm, because
/// SQLite may renumber the rows of a table. Its name keeps it behind every migration that makes tables.</summary>
[DbContext(typeof(SqliteDbContext))]
[Migration("99990101000000_Search")]
internal sealed class SqliteSearch : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE firm_numbers (number INTEGER PRIMARY KEY, firm_id TEXT NOT NULL UNIQUE);
        CREATE VIRTUAL TABLE firm_words USING fts5(words, content='', contentless_delete=1, detail='none', prefix='2 3', tokenize='unicode61 remove_diacritics 0');
        CREATE TRIGGER firm_words_added AFTER INSERT ON firms BEGIN
            INSERT INTO firm_numbers (firm_id) VALUES (new.id);
            INSERT INTO firm_words (rowid, words) SELECT number, new.search_key FROM firm_numbers WHERE firm_id = new.id;
        END;
        CREATE TRIGGER firm_words_changed AFTER UPDATE OF search_key ON firms WHEN old.search_key <> new.search_key BEGIN
            DELETE FROM firm_words WHERE rowid = (SELECT number FROM firm_numbers WHERE firm_id = new.id);
            INSERT INTO firm_words (rowid, words) SELECT number, new.search_key FROM firm_numbers WHERE firm_id = new.id;
        END;
        CREATE TRIGGER firm_words_removed AFTER DELETE ON firms BEGIN
            DELETE FROM firm_words WHERE rowid = (SELECT number FROM firm_numbers WHERE firm_id = old.id);
            DELETE FROM firm_numbers WHERE firm_id = old.id;
        END;
        INSERT INTO firm_numbers (firm_id) SELECT id FROM firms;
        INSERT INTO firm_words (rowid, words) SELECT number, search_key FROM firm_numbers JOIN firms ON firms.id = firm_numbers.firm_id;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "DROP TRIGGER firm_words_added; DROP TRIGGER firm_words_changed; DROP TRIGGER firm_words_removed; DROP TABLE firm_words; DROP TABLE firm_numbers;");
}
