namespace Asmex.Workflows.Notifications;

/// <summary>How a person wants to learn of something; the list in the application has it in any case.</summary>
public enum Channel
{
    /// <summary>A letter of its own, now.</summary>
    AtOnce,

    /// <summary>One line of the letter of the next working morning.</summary>
    Digest,

    /// <summary>No letter.</summary>
    ListOnly,
}
