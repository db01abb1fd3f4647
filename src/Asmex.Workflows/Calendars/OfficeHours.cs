namespace Asmex.Workflows.Calendars;

/// <summary>From when to when the office is open.</summary>
public readonly record struct OfficeHours(TimeOnly Opens, TimeOnly Closes)
{
    public bool Contain(TimeOnly time) => Opens <= time && time < Closes;
}
