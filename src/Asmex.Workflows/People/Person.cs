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
    public IReadOnlyList<Appointment> Appointments => _appointments;

    public string NameIn(string language) => language == Languages.Arabic && ArabicName is not null ? ArabicName : Name;

    /// <summary>Gives a role, for one region or (without) for all.</summary>
    public void Appoint(string role, string? region, DateOnly from, DateOnly? until = null) =>
        _appointments.Add(new Appointment(Id, role, region, from, until));

    public void Speak(string language) => Language = Languages.Known(language);
}
