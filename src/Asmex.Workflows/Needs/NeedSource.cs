namespace Asmex.Workflows.Needs;

/// <summary>How the need reached us.</summary>
public enum NeedSource
{
    /// <summary>The firm wrote it on its answer page.</summary>
    Answer,
    Delegate,
    Meeting,
}
