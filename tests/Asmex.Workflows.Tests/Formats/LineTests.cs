using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Tests.Formats;

public sealed class LineTests
{
    [Theory]
    [InlineData("argan", 5, "argan")]
    [InlineData("argan", 3, "arg")]
    [InlineData("huile🌿", 7, "huile🌿")]
    [InlineData("huile🌿", 6, "huile")]
    public void A_text_is_not_cut_within_a_sign(string text, int longest, string cut) => Assert.Equal(cut, Line.Cut(text, longest));

    [Fact]
    public void Half_a_sign_is_compared_as_none() => Assert.Equal("huile", SearchText.Of("huile🌿"[..6]));
}
