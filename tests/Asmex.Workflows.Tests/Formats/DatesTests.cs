using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Tests.Formats;

public sealed class DatesTests
{
    private static readonly DateOnly _monday = new(2026, 11, 30);

    [Fact]
    public void Says_a_date_in_full_briefly_and_in_figures()
    {
        Assert.Equal("lundi 30 novembre 2026", Dates.InFull(_monday, "fr"));
        Assert.Equal("mardi 1er décembre 2026", Dates.InFull(_monday.AddDays(1), "fr"));
        Assert.Equal("الاثنين 30 نونبر 2026", Dates.InFull(_monday, "ar"));
        Assert.Equal("Monday 30 November 2026", Dates.InFull(_monday, "en"));
        Assert.Equal("lun. 30 nov. 2026", Dates.Brief(_monday, "fr"));
        Assert.Equal("Mon 30 Nov 2026", Dates.Brief(_monday, "en"));
        Assert.Equal("30/11/2026", Dates.InFigures(_monday));
        Assert.Equal("غشت 2027", Dates.Month(2027, 8, "ar"));
    }

    [Fact]
    public void Says_a_moment_as_the_clocks_of_Morocco_showed_it()
    {
        Assert.Equal("lun. 30 nov. 2026, 14:32", Dates.Moment(new DateTimeOffset(2026, 11, 30, 14, 32, 0, TimeSpan.Zero), "fr"));
        Assert.Equal("Sun 16 Aug 2026, 00:30", Dates.Moment(new DateTimeOffset(2026, 8, 15, 23, 30, 0, TimeSpan.Zero), "en"));
    }

    [Theory]
    [InlineData("30/11/2026")]
    [InlineData("30-11-2026")]
    [InlineData("30.11.26")]
    [InlineData("30 11 2026")]
    [InlineData("2026-11-30")]
    [InlineData("٣٠/١١/٢٠٢٦")]
    [InlineData("30 novembre 2026")]
    [InlineData("lundi 30 NOVEMBRE 2026")]
    [InlineData("30 nov. 2026")]
    [InlineData("الاثنين 30 نونبر 2026")]
    [InlineData("30 نوفمبر 2026")]
    [InlineData("30 November 2026")]
    public void Reads_a_date_as_people_type_it(string typed)
    {
        Assert.True(Dates.TryParse(typed, out var date, out _));

        Assert.Equal(_monday, date);
    }

    [Theory]
    [InlineData("", "Formats.DateMissing")]
    [InlineData("demain", "Formats.DateUnreadable")]
    [InlineData("30/13/2026", "Formats.DateUnreadable")]
    [InlineData("31/11/2026", "Formats.DateImpossible")]
    [InlineData("29/02/2027", "Formats.DateImpossible")]
    [InlineData("01/01/0026", "Formats.DateImpossible")]
    public void Refuses_what_is_no_date_and_says_why(string typed, string problem)
    {
        Assert.False(Dates.TryParse(typed, out _, out var said));

        Assert.Equal(problem, said);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    [InlineData("en")]
    public void Reads_back_what_it_said(string language)
    {
        for (var date = new DateOnly(2026, 1, 1); date.Year < 2027; date = date.AddDays(1))
        {
            Assert.True(Dates.TryParse(Dates.InFull(date, language), out var full, out _) && full == date, Dates.InFull(date, language));
            Assert.True(Dates.TryParse(Dates.InFigures(date), out var figures, out _) && figures == date);
        }
    }
}
