using Asmex.Workflows.People;

namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>One entry of the navigation.</summary>
/// <param name="Roles">Who sees it; nobody named: everybody.</param>
internal sealed record Section(string Address, string Text, string Icon, params IReadOnlyList<string> Roles)
{
    public bool IsFor(Actor actor) => Roles.Count == 0 || Roles.Any(actor.Is);
}
