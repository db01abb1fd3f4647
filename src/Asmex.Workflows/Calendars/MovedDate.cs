using Asmex.Workflows.Audit;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>A date that is no longer what it was.</summary>
/// <param name="Path">The page of what it is the date of.</param>
/// <param name="Owners">The people to be told.</param>
public sealed record MovedDate(Wording What, DateOnly From, DateOnly To, Subject About, string Path, IReadOnlyList<Guid> Owners);
