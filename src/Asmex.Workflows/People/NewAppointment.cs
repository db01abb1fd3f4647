namespace Asmex.Workflows.People;

/// <summary>A role to be held by a person from a day on.</summary>
/// <param name="Region">Absent: all regions.</param>
/// <param name="Until">The last day; absent: without an end.</param>
public sealed record NewAppointment(Guid PersonId, string Role, string? Region, DateOnly From, DateOnly? Until);
