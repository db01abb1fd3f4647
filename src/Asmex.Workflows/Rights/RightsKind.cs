namespace Asmex.Workflows.Rights;

/// <summary>What a person may ask for (law 09-08, articles 7 to 9).</summary>
public enum RightsKind
{
    Access,
    Rectification,

    /// <summary>No letters any more.</summary>
    Objection,
    Erasure,
}
