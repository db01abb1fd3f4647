using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Lets someone without an account do exactly one task. Only the hash of the link is kept.</summary>
public sealed class GuestLink
{
    private GuestLink()
    {
    }

    public GuestLink(Guid taskId, string name, string email, string language, string tokenHash, DateTimeOffset at, DateTimeOffset expiresAt)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new RuleBrokenException("Tasks.GuestWithoutName");
        }

        (TaskId, Name, Email, Language) = (taskId, name.Trim(), email.Trim(), Languages.Known(language));
        (TokenHash, InvitedAt, ExpiresAt) = (tokenHash, at, expiresAt);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid TaskId { get; private init; }
    public string Name { get; private init; } = "";
    public string Email { get; private init; } = "";
    public string Language { get; private init; } = Languages.French;
    public string TokenHash { get; private init; } = "";
    public DateTimeOffset InvitedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool OpensOn(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;
}
