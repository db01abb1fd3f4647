using Asmex.Workflows.Texts;

namespace Asmex.Workflows.People;

/// <summary>What a person may be here; the words used in definitions, policies and appointments.</summary>
public static class Roles
{
    public const string Delegate = "delegate";
    public const string Officer = "officer";
    public const string Coordinator = "coordinator";
    public const string Commission = "commission";
    public const string Direction = "direction";
    public const string Treasurer = "treasurer";
    public const string Board = "board";
    public const string Administrator = "administrator";
    public const string Auditor = "auditor";

    /// <summary>Not accounts: those who do a step by a personal link, or by their answer.</summary>
    public const string Expert = "expert";
    public const string Partner = "partner";
    public const string Firm = "firm";

    public static IReadOnlyList<string> OfAccounts { get; } =
        [Delegate, Officer, Coordinator, Commission, Direction, Treasurer, Board, Administrator, Auditor];

    /// <summary>Those who decide on requests.</summary>
    public static IReadOnlyList<string> OfManagers { get; } = [Coordinator, Commission, Direction, Treasurer, Board];

    /// <summary>True when the other one decides on greater sums; treasurer and commission stand side by side.</summary>
    public static bool StandsBelow(string role, string other) => HeightOf(role) < HeightOf(other);

    public static Wording NameOf(string role) => TextCatalog.Shared.Sentences.GetValueOrDefault("Role." + role) ?? new Wording(role);

    private static int HeightOf(string role) => role switch
    {
        Coordinator => 1,
        Direction => 2,
        Treasurer or Commission => 3,
        Board => 4,
        _ => 0,
    };
}
