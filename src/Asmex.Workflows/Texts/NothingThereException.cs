namespace Asmex.Workflows.Texts;

/// <summary>What was asked for does not exist, or not for this person: pages answer 404 to both.</summary>
public sealed class NothingThereException(string what) : Exception($"There is no such {what} for this person.");
