namespace Asmex.Workflows.Tests.Fixtures;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
