using Asmex.Workflows.Formats;
using Asmex.Workflows.Needs;

namespace Asmex.Workflows.Tests.Formats;

public sealed class ChosenTests
{
    [Theory]
    [InlineData("Closed", NeedState.Closed)]
    [InlineData("closed", NeedState.Closed)]
    [InlineData("1", null)]
    [InlineData("99", null)]
    [InlineData("Stated,Closed", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Takes_what_is_on_the_list_and_nothing_else(string? text, NeedState? chosen) => Assert.Equal(chosen, Chosen.Of<NeedState>(text));
}
