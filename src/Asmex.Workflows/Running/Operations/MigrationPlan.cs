using Asmex.Workflows.Engine.Migrations;

namespace Asmex.Workflows.Running.Operations;

/// <summary>What a migration would do, before it is done.</summary>
/// <param name="Steps">Empty for an instance that could not start: it starts with the new version.</param>
/// <param name="LostVariables">Variables whose values would be lost.</param>
/// <param name="NewVariables">Variables that begin with their default.</param>
/// <param name="IsPossible">False when something under way has no place in the new version.</param>
public sealed record MigrationPlan(int From, int To, IReadOnlyList<MigrationStep> Steps, IReadOnlyList<string> LostVariables, IReadOnlyList<string> NewVariables, bool IsPossible);
