namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A test that only makes sense on PostgreSQL; skipped with the reason where there is none, but fails where CI=true.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.ReasonToSkip;
}
