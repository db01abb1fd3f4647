namespace Asmex.Workflows.Audit;

/// <summary>What a transaction wrote that belongs into the chain.</summary>
internal sealed record AuditNote(string Kind, string Key, string Payload);
