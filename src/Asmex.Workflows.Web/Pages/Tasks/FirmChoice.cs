using Asmex.Workflows.Firms;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What a field of firms offers: those ticked, and those found beside them.</summary>
/// <param name="Matching">How many fit the search in all.</param>
public sealed record FirmChoice(IReadOnlyList<Firm> Ticked, IReadOnlyList<Firm> Found, int Matching, string Search, string Sector);
