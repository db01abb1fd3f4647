namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>What a draft is to say.</summary>
/// <param name="Source">The definition as Elsa 3 JSON; its <c>definitionId</c> says whose draft it is.</param>
/// <param name="BasedOn">The hash of the version that was edited; what somebody changed since is not overwritten. Without it, it is.</param>
/// <param name="EditedIn">The designer's window that writes: what it wrote itself it may overwrite, though it has not heard of the last hash yet.</param>
public sealed record DraftRequest(string Source, string? BasedOn = null, string? EditedIn = null);
