namespace Asmex.Workflows.Engine.Migrations;

/// <summary>What a migration does to one activity of an instance.</summary>
/// <param name="NodeId">Its node id: in the new version where there is one, else in the old.</param>
/// <param name="Kind">See <see cref="MigrationKind"/>.</param>
/// <param name="Note">What a person should know of it.</param>
public sealed record MigrationStep(string ActivityId, string NodeId, MigrationKind Kind, string Note);
