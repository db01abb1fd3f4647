namespace Asmex.Workflows.Firms;

/// <summary>Whose address it is: law 09-08 protects that of a person.</summary>
public enum EmailKind
{
    /// <summary>The box of an office, such as contact@…</summary>
    Generic,

    /// <summary>A person's own.</summary>
    Named,
}
