using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>Who of an audience gets a letter, one person a firm, and which firms get none and why.</summary>
public sealed record AudienceSelection(IReadOnlyList<AudienceMember> Members, IReadOnlyList<LeftOutFirm> LeftOut)
{
    public static AudienceSelection Nobody { get; } = new([], []);

    /// <summary>Leaves out the members for whom there is a reason, with it.</summary>
    public AudienceSelection Without(Func<Guid, LeftOutReason?> why)
    {
        var judged = Members.Select(m => (Member: m, Why: why(m.FirmId))).ToLookup(m => m.Why is null);
        return new AudienceSelection(
            [.. judged[true].Select(m => m.Member)],
            [.. LeftOut, .. judged[false].Select(m => new LeftOutFirm(m.Member.FirmId, m.Member.FirmName, m.Member.Region, m.Why!.Value))]);
    }
}

public sealed record AudienceMember(Guid FirmId, string FirmName, string Region, Guid ContactId, string ContactName, string Email, string Language);

public sealed record LeftOutFirm(Guid FirmId, string FirmName, string Region, LeftOutReason Reason)
{
    public string ReasonIn(string language) => TextCatalog.Shared.Say(language, $"Firms.LeftOut{Reason}");
}
