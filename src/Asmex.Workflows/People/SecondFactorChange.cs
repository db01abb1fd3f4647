namespace Asmex.Workflows.People;

/// <summary>What is to happen to the second factor of an account.</summary>
public enum SecondFactorChange
{
    /// <summary>A new key for an authenticator app; it counts once a code of it was given.</summary>
    NewKey,
    On,
    Off,
}
