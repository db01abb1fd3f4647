using Asmex.Workflows.Formats;
using Microsoft.Extensions.Time.Testing;

namespace Asmex.Workflows.Tests.Formats;

public sealed class ZoneTests
{
    [Theory]
    [InlineData(2026, 11, 23, 0)]
    [InlineData(2027, 2, 15, 0)]
    [InlineData(2026, 8, 15, 1)]
    public void Morocco_left_summer_time_for_good_in_September_2026(int year, int month, int day, int hours)
    {
        var noon = new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(new TimeOnly(12 + hours, 0), Zone.TimeOf(noon));
        Assert.Equal(noon, Zone.At(new DateOnly(year, month, day), new TimeOnly(12 + hours, 0)));
    }

    [Fact]
    public void The_table_is_recent_enough() => Assert.True(string.CompareOrdinal(Zone.Edition, "2026f") >= 0, Zone.Edition);

    [Fact]
    public void Today_is_the_day_in_Morocco()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 8, 15, 23, 30, 0, TimeSpan.Zero));

        Assert.Equal(new DateOnly(2026, 8, 16), Zone.Today(clock));
    }

    [Fact]
    public void Of_an_hour_that_came_twice_the_first_is_meant()
    {
        var first = Zone.At(new DateOnly(2026, 9, 20), new TimeOnly(1, 30));

        Assert.Equal(new DateTimeOffset(2026, 9, 20, 0, 30, 0, TimeSpan.Zero), first);
    }
}
