namespace Asmex.Workflows.Firms.Search;

/// <summary>Firms that the programme looks at apart.</summary>
public enum FirmKind
{
    Cooperative,
    Women,
}
