using Asmex.Workflows.Web.Pages.Shared;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>Something that is to come on a day.</summary>
/// <param name="What">In the reader's language.</param>
/// <param name="Who">Who has to do it, or gets it; empty where nobody does.</param>
/// <param name="Why">The page that explains the day; absent where people chose it.</param>
/// <param name="Link">Where it is done; absent where there is nothing to do.</param>
public sealed record Deadline(DateOnly On, StateKind Kind, string What, string Who, string? Link, string? Why = null);
