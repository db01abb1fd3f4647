using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>Who of an audience gets a letter, one person a firm, and which firms get none and why.</summary>
public sealed record AudienceSelection(IReadOnlyList<AudienceMember> Members, IReadOnlyList<LeftOutFirm> LeftOut);

public sealed record AudienceMember(Guid FirmId, string FirmName, string Region, Guid ContactId, string ContactName, string Email, string Language);

public sealed record LeftOutFirm(Guid FirmId, string FirmName, string Region, LeftOutReason Reason)
{
    public string ReasonIn(string language) => TextCatalog.Shared.Say(language, $"Firms.LeftOut{Reason}");
}
