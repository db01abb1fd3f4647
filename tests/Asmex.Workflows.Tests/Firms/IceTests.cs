using Asmex.Workflows.Firms;

namespace Asmex.Workflows.Tests.Firms;

public sealed class IceTests
{
    [Theory]
    [InlineData("900000001000078")]
    [InlineData("900000002000051")]
    [InlineData("900000117000050")]
    [InlineData("900000001000175")]
    [InlineData("001561191000066")]
    [InlineData("002136093000040")]
    public void The_two_last_digits_check_the_others(string digits) => Assert.True(Ice.Parse(digits).IsPlausible);

    [Fact]
    public void One_wrong_digit_is_a_doubt_not_a_fault()
    {
        Assert.True(Ice.TryParse("001561191000065", out var ice, out _));

        Assert.False(ice!.IsPlausible);
    }

    [Fact]
    public void Makes_the_check_digits_of_a_company_and_establishment()
    {
        Assert.Equal("900000001000078", Ice.Of(900_000_001).Digits);
        Assert.Equal("900000001000175", Ice.Of(900_000_001, 1).Digits);
        Assert.Equal("900000001", Ice.Of(900_000_001, 1).Company);
        Assert.All(Enumerable.Range(1, 500), i => Assert.True(Ice.Of(900_000_000 + i).IsPlausible));
    }

    [Theory]
    [InlineData("001 561 191 0000 66")]
    [InlineData("001561191-0000-66")]
    [InlineData("٠٠١٥٦١١٩١٠٠٠٠٦٦")]
    public void Keeps_leading_zeros_whatever_the_spaces(string typed) => Assert.Equal("001561191000066", Ice.Parse(typed).Digits);

    [Theory]
    [InlineData("1561191000066", "Firms.IceLength")]
    [InlineData("01561191000066", "Firms.IceLength")]
    [InlineData("00156119100006X", "Firms.IceNotDigits")]
    [InlineData("", "Firms.IceLength")]
    public void Another_length_or_a_letter_is_a_fault(string typed, string problem)
    {
        Assert.False(Ice.TryParse(typed, out _, out var said));

        Assert.Equal(problem, said);
    }
}
