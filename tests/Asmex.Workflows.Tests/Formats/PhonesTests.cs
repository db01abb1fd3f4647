using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Tests.Formats;

public sealed class PhonesTests
{
    [Theory]
    [InlineData("0661234567")]
    [InlineData("06 61 23 45 67")]
    [InlineData("06.61.23.45.67")]
    [InlineData("+212 (0)6 61 23 45 67")]
    [InlineData("00212661234567")]
    [InlineData("٠٦٦١٢٣٤٥٦٧")]
    [InlineData("+212661234567")]
    public void Reads_a_Moroccan_number_in_any_spelling(string typed) => Assert.Equal("+212661234567", Phones.Parse(typed));

    [Fact]
    public void Says_a_number_as_its_country_writes_it()
    {
        Assert.Equal("06\u00a061\u00a023\u00a045\u00a067", Phones.Say("+212661234567"));
        Assert.Equal("+33\u00a01\u00a042\u00a068\u00a053\u00a000", Phones.Say("+33142685300"));
    }

    [Theory]
    [InlineData("", "Formats.PhoneMissing")]
    [InlineData("voir secrétariat", "Formats.PhoneUnreadable")]
    [InlineData("0661", "Formats.PhoneUnreadable")]
    public void Refuses_what_is_no_number_and_says_why(string typed, string problem)
    {
        Assert.False(Phones.TryParse(typed, out _, out var said));

        Assert.Equal(problem, said);
    }
}
