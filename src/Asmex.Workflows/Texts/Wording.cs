using System.Text.Json.Serialization;

namespace Asmex.Workflows.Texts;

/// <summary>A text given in the three languages, as definitions and plans carry it; French stands in for a missing one.</summary>
public sealed record Wording(string Fr, string? Ar = null, string? En = null)
{
    public string In(string language) => language switch
    {
        Languages.Arabic when !string.IsNullOrEmpty(Ar) => Ar,
        Languages.English when !string.IsNullOrEmpty(En) => En,
        _ => Fr,
    };

    public override string ToString() => Fr;
}
