using Asmex.Workflows.Web.Pages.Shared;

namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>Where one step of a running plan or action stands. A step without one is not reached yet.</summary>
/// <param name="Detail">More words than the state's own, as "En retard de 2 jours".</param>
/// <param name="Link">Where a reader who may open the step goes.</param>
/// <param name="IsOwn">True for what the reader has to do: set in relief.</param>
public sealed record StepState(StateKind Kind, string? Detail = null, string? Link = null, bool IsOwn = false);
