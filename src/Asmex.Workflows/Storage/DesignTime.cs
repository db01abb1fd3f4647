using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Asmex.Workflows.Storage;

/// <summary>Lets the migrations tool see the model of SQLite without a database.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDbContext>();
        StorageSetup.Sqlite(options, "Data Source=:memory:");
        return new SqliteDbContext(options.Options);
    }
}

/// <summary>Lets the migrations tool see the model of PostgreSQL without a database.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresDbContext>();
        StorageSetup.Postgres(options, NpgsqlDataSource.Create("Host=localhost;Database=design"));
        return new PostgresDbContext(options.Options);
    }
}
