using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Formats;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("1234.5", 1234.5)]
    [InlineData("1234,50", 1234.5)]
    [InlineData("1 234,50", 1234.5)]
    [InlineData("1.234,50", 1234.5)]
    [InlineData("1,234.50", 1234.5)]
    [InlineData("1'234.50", 1234.5)]
    [InlineData("1\u00a0234\u00a0567,50", 1234567.5)]
    [InlineData("1\u202f234\u202f567,50 DH", 1234567.5)]
    [InlineData("1.234.567", 1234567.0)]
    [InlineData("1,234", 1234.0)]
    [InlineData("1.234", 1234.0)]
    [InlineData("148000", 148000.0)]
    [InlineData("148 000 MAD", 148000.0)]
    [InlineData("MAD 148 000,-", null)]
    [InlineData("DH 148 000,00", 148000.0)]
    [InlineData("148000dhs", 148000.0)]
    [InlineData("12 dirhams", 12.0)]
    [InlineData("١٢٣٤٫٥٠", 1234.5)]
    [InlineData("١٬٢٣٤٬٥٦٧٫٥ درهم", 1234567.5)]
    [InlineData("1.234.567,50 د.م.\u200f", 1234567.5)]
    [InlineData("0,05", 0.05)]
    [InlineData(",5", 0.5)]
    [InlineData("0", 0.0)]
    [InlineData("12.", 12.0)]
    [InlineData("12dh50", null)]
    [InlineData("12 dh.50", null)]
    [InlineData("5dh 250", null)]
    [InlineData("DH 12 DH", 12.0)]
    [InlineData("12 34", null)]
    [InlineData("1 2345,5", null)]
    [InlineData("1.234.5", null)]
    [InlineData("1,234,50", null)]
    [InlineData("douze", null)]
    [InlineData("1e9", null)]
    public void Reads_an_amount_as_people_type_it(string typed, double? expected)
    {
        var read = Money.TryParse(typed, out var amount, out var problem);

        Assert.Equal(expected is not null, read);
        Assert.Equal((decimal)(expected ?? 0), amount);
        Assert.Equal(expected is null, problem is not null);
    }

    [Theory]
    [InlineData("", "Formats.MoneyMissing")]
    [InlineData("DH", "Formats.MoneyMissing")]
    [InlineData("-5", "Formats.MoneyNegative")]
    [InlineData("−1 234,50", "Formats.MoneyNegative")]
    [InlineData("(1 234)", "Formats.MoneyNegative")]
    [InlineData("1234-", "Formats.MoneyNegative")]
    [InlineData("1234,567", "Formats.MoneyDecimals")]
    [InlineData("0,500", "Formats.MoneyDecimals")]
    [InlineData("1 000 000 000,01", "Formats.MoneyTooLarge")]
    [InlineData("99999999999999999999999999999999999999", "Formats.MoneyTooLarge")]
    [InlineData("abc", "Formats.MoneyUnreadable")]
    public void Refuses_what_is_no_believable_amount_and_says_why(string typed, string problem)
    {
        Assert.False(Money.TryParse(typed, out _, out var said));

        Assert.Equal(problem, said);
        Assert.DoesNotContain("{", new RuleBrokenException(said!, typed, Money.Largest).In("ar"), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_an_amount_in_one_format_a_language()
    {
        Assert.Equal("1\u00a0234\u00a0567,50\u00a0MAD", Money.Say(1_234_567.5m, "fr"));
        Assert.Equal("1\u00a0234\u00a0567,50\u00a0درهم", Money.Say(1_234_567.5m, "ar"));
        Assert.Equal("1,234,567.50\u00a0MAD", Money.Say(1_234_567.5m, "en"));
        Assert.Equal("-40,00\u00a0MAD", Money.Say(-40, "fr"));
        Assert.Equal("\u200e-40,00\u00a0درهم", Money.Say(-40, "ar"));
        Assert.Equal("148\u00a0000\u00a0MAD", Money.Brief(148_000.00m, "fr"));
        Assert.Equal("0,50\u00a0MAD", Money.Brief(0.5m, "fr"));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    [InlineData("en")]
    public void Reads_back_what_it_said(string language)
    {
        foreach (var amount in new[] { 0m, 0.05m, 12m, 999.99m, 1_000m, 1_234.5m, 412_000m, 1_000_000_000m })
        {
            Assert.Equal(amount, Money.Parse(Money.Say(amount, language)));
            Assert.Equal(amount, Money.Parse(Money.Brief(amount, language)));
            Assert.Equal(amount, Money.Parse(Money.ForField(amount)));
        }
    }

    [Fact]
    public void A_refusal_says_amounts_and_dates_in_the_language_of_the_reader()
    {
        var refusal = Assert.Throws<RuleBrokenException>(() => Money.Parse("2 000 000 000"));

        Assert.Equal("Le montant « 2 000 000 000 » dépasse 1\u00a0000\u00a0000\u00a0000,00\u00a0MAD : vérifiez le nombre de zéros.", refusal.In("fr"));
    }
}
