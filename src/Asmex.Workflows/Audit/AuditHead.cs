namespace Asmex.Workflows.Audit;

/// <summary>The last link of the chain; its row is held while a transaction adds to it.</summary>
public sealed class AuditHead
{
    public const int OnlyId = 1;

    public int Id { get; private init; } = OnlyId;
    public int Number { get; private init; }
    public string Hash { get; private init; } = AuditRow.Beginning;
}
