namespace Asmex.Workflows.Meetings;

/// <summary>Someone invited to one meeting.</summary>
public sealed class MeetingParticipant
{
    private MeetingParticipant()
    {
    }

    public MeetingParticipant(Guid meetingId, Guid personId, string role) => (MeetingId, PersonId, Role) = (meetingId, personId, role);

    public Guid MeetingId { get; private init; }
    public Guid PersonId { get; private init; }

    /// <summary>As what this person is invited.</summary>
    public string Role { get; private init; } = "";

    /// <summary>Whether this person came; nothing before the minutes say it.</summary>
    public bool? Came { get; private set; }

    public void Note(bool came) => Came = came;
}
