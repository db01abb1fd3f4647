namespace Asmex.Workflows.Firms.Search;

/// <summary>A word that a firm's file must hold, or with a star only begin with.</summary>
/// <param name="Text">Letters and digits only.</param>
public sealed record SearchToken(string Text, bool IsPrefix = false);
