using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Demonstration;

/// <summary>What the people of the demonstration write.</summary>
internal sealed record DemonstrationWords(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Texts, IReadOnlyList<string> OtherTexts, IReadOnlyDictionary<string, decimal> Numbers,
    IReadOnlyList<string> SendBackReasons, string PlanRemarks, IReadOnlyList<GuestExpert> Experts, IReadOnlyList<IReadOnlyList<string>> Participants, IReadOnlyList<string> NeedTexts)
{
    public static DemonstrationWords Load() => EmbeddedData.Read<DemonstrationWords>("demonstration-words.data.json");
}

internal sealed record GuestExpert(string Name, string Email, string Language);
