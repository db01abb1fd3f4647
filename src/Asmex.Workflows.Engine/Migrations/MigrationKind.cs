namespace Asmex.Workflows.Engine.Migrations;

/// <summary>What becomes of an activity in a migration.</summary>
public enum MigrationKind
{
    /// <summary>Under way, and goes on where it stands.</summary>
    Maps,

    /// <summary>Under way, goes on, but is defined differently now: what was asked stays as it was asked.</summary>
    Changed,

    /// <summary>Under way, and the new version has no place for it: the migration is refused unless it is given one.</summary>
    Lost,

    /// <summary>New, and will run when it is reached.</summary>
    New,

    /// <summary>New, but the place where it stands has been passed: it will not run.</summary>
    Passed,

    /// <summary>Gone, and not under way.</summary>
    Gone,
}
