namespace Asmex.Workflows.Running;

/// <summary>Where one version of a definition stands.</summary>
public enum DefinitionState
{
    /// <summary>Being written; never runs.</summary>
    Draft,

    /// <summary>The one that new instances start with; at most one a definition.</summary>
    Published,

    /// <summary>Published once; a newer version took its place. Instances that started with it stay on it.</summary>
    Replaced,

    /// <summary>Taken back: nothing starts with it until it is published again.</summary>
    Retracted,

    /// <summary>Gone from every list; kept for the instances that ran on it.</summary>
    Deleted,
}
