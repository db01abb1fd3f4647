namespace Asmex.Workflows.Firms;

/// <summary>What allows us to write to a person (law 09-08, article 10).</summary>
public enum ConsentBasis
{
    /// <summary>The person said yes beforehand.</summary>
    Given,

    /// <summary>A member, or a firm already served, for similar services.</summary>
    ExistingRelation,
}
