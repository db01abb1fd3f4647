using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach;

/// <summary>What firms are invited to.</summary>
/// <param name="Time">When it begins, as Morocco's clocks show it.</param>
/// <param name="Message">The text that was approved for the letter.</param>
public sealed record EventDetails(Wording Title, DateOnly? Date = null, TimeOnly? Time = null, string? Place = null, int? Seats = null, Wording? Message = null);

/// <summary>What the answer page asks besides yes, no or perhaps.</summary>
public sealed record Questions(bool Participants = false, bool Need = false, UploadQuestion? Upload = null);

/// <summary>A document that the firm is asked for.</summary>
/// <param name="Required">A yes without it is refused.</param>
public sealed record UploadQuestion(Wording Label, bool Required = false);

/// <summary>Someone who comes for the firm.</summary>
public sealed record Participant(string Name, string? Role = null);
