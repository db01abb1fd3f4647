using Asmex.Workflows.Notifications;

namespace Asmex.Workflows.Web.Pages.Notifications;

/// <summary>A letter that a person will get while nothing changes.</summary>
/// <param name="Why">The page that explains its day.</param>
public sealed record PlannedLetter(DateTimeOffset At, string What, string Link, string Why, Channel Channel);
