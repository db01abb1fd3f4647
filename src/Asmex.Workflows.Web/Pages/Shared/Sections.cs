using Asmex.Workflows.People;

namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>The navigation: on top of a wide screen, at the bottom of a phone, where the first five stay in sight.</summary>
internal static class Sections
{
    private static readonly IReadOnlyList<Section> _all =
    [
        new("", "Section.Home", "home"),
        new("inbox", "Section.Inbox", "inbox", Roles.Delegate, Roles.Officer, Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board),
        new("approvals", "Section.Approvals", "decision", Roles.Delegate, Roles.Officer, Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board),
        new("firms", "Section.Firms", "firm"),
        new("calendar", "Section.Calendar", "calendar"),
        new("people", "Section.People", "people", Roles.Administrator, Roles.Auditor),
    ];

    public static IEnumerable<Section> For(Actor actor) => _all.Where(section => section.IsFor(actor));
}
