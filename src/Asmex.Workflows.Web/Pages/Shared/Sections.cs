using Asmex.Workflows.People;

namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>The navigation: on top of a wide screen, at the bottom of a phone; the first stay in sight and the others are in a menu.</summary>
internal static class Sections
{
    /// <summary>How many a phone shows; a wide screen shows two more of them. The style sheet hides the others.</summary>
    public const int InSight = 5;

    private static readonly IReadOnlyList<Section> _all =
    [
        new("inbox", "Section.Inbox", "inbox", Roles.Delegate, Roles.Officer, Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board, Roles.Administrator),
        new("approvals", "Section.Approvals", "decision", Roles.Delegate, Roles.Officer, Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board),
        new("regions", "Section.Regions", "map", Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board, Roles.Administrator, Roles.Auditor),
        new("plans", "Section.Plans", "plan"),
        new("budgets", "BudgetPage.Title", "money"),
        new("firms", "Section.Firms", "firm"),
        new("needs", "NeedPages.Title", "comment"),
        new("outreach/campaigns", "Campaign.Title", "letter", Roles.Delegate, Roles.Officer, Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board, Roles.Auditor),
        new("calendar", "Section.Calendar", "calendar"),
        new("meetings", "Section.Meetings", "comment"),
        new("letters", "Letters.Title", "letter", Roles.Administrator, Roles.Coordinator, Roles.Auditor),
        new("letters/templates", "Templates.Title", "letter", Roles.Direction),
        new("letters/pace", "Pace.Title", "letter", Roles.Officer),
        new("definitions", "Section.Definitions", "document", Roles.Administrator, Roles.Coordinator),
        new("policies", "PolicyPage.Title", "decision", Roles.Administrator, Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board, Roles.Auditor),
        new("incidents", "Section.Incidents", "problem", Roles.Administrator),
        new("rights", "RightsPages.Title", "lock", Roles.Administrator, Roles.Coordinator, Roles.Auditor),
        new("people", "Section.People", "people", Roles.Administrator, Roles.Auditor),
    ];

    private static readonly IReadOnlyList<(string Role, string Address)> _homes =
    [
        (Roles.Coordinator, "regions"),
        (Roles.Delegate, "inbox"),
        (Roles.Officer, "inbox"),
        (Roles.Commission, "approvals"),
        (Roles.Direction, "approvals"),
        (Roles.Treasurer, "approvals"),
        (Roles.Board, "approvals"),
        (Roles.Auditor, "regions"),
        (Roles.Administrator, "people"),
    ];

    public static IEnumerable<Section> For(Actor actor) => _all.Where(section => section.IsFor(actor));

    /// <summary>The page that is the work of this person; nothing for who has no role today.</summary>
    public static string? HomeOf(Actor actor) =>
        _homes.Where(home => actor.Is(home.Role)).Select(home => home.Address).FirstOrDefault(address => For(actor).Any(section => section.Address == address))
            ?? For(actor).FirstOrDefault()?.Address;
}
