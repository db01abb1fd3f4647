using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Someone with an account.</summary>
public sealed class Person : IdentityUser<Guid>
{
    private readonly List<Appointment> _appointments = [];

    private Person()
    {
    }

    public Person(string name, string email, string language, string? arabicName = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        Id = Guid.CreateVersion7();
        (Name, ArabicName, Language) = (name.Trim(), arabicName, Languages.Known(language));
        (Email, UserName, SecurityStamp) = (email.Trim(), email.Trim(), Guid.NewGuid().ToString("N"));
    }

    public string Name { get; private set; } = "";
    public string? ArabicName { get; private set; }
    public string Language { get; private set; } = Languages.French;
    public DateTimeOffset? SuspendedAt { get; private set; }
    public IReadOnlyList<Appointment> Appointments => _appointments;

    public string NameIn(string language) => language == Languages.Arabic && ArabicName is not null ? ArabicName : Name;

    /// <summary>The roles of work held on a day for a region or for all, those of the region itself first.</summary>
    public IReadOnlyList<string> RolesIn(string region, DateOnly day) =>
        [.. _appointments.Where(a => a.Role is not (Roles.Administrator or Roles.Auditor) && a.HoldsOn(day) && (a.Region is null || a.Region == region))
            .OrderByDescending(a => a.Region == region).Select(a => a.Role).Distinct()];

    /// <summary>Gives a role, for one region or (without) for all.</summary>
    /// <exception cref="RuleBrokenException">The same role is held for the same region on one of these days.</exception>
    public void Appoint(string role, string? region, DateOnly from, DateOnly? until = null)
    {
        var appointment = new Appointment(Id, role, region, from, until);
        if (_appointments.Any(a => a.Role == role && a.Region == appointment.Region && a.HoldsDuring(from, until)))
        {
            throw new RuleBrokenException("People.HeldAlready", Name);
        }

        _appointments.Add(appointment);
    }

    /// <summary>Ends one role; the day given is its last.</summary>
    public Appointment EndAppointment(Guid appointmentId, DateOnly lastDay)
    {
        var appointment = _appointments.Find(a => a.Id == appointmentId) ?? throw new NothingThereException(nameof(Appointment));
        appointment.EndOn(lastDay);
        return appointment;
    }

    public void Speak(string language) => Language = Languages.Known(language);

    /// <summary>Closes the account; its sessions end at their next request.</summary>
    public void Suspend(DateTimeOffset at) => SuspendedAt ??= at;

    public void Reinstate() => SuspendedAt = null;
}
