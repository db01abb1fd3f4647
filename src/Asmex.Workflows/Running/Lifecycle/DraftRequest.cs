namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>What a draft is to say.</summary>
/// <param name="Source">The definition as Elsa 3 JSON; its <c>definitionId</c> says whose draft it is.</param>
/// <param name="BasedOn">The hash of the version that was edited; a draft that somebody changed since is not overwritten. Without it, it is.</param>
public sealed record DraftRequest(string Source, string? BasedOn = null);
