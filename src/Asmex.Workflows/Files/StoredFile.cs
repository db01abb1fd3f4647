namespace Asmex.Workflows.Files;

/// <summary>A file that someone gave: kept outside the web root, found again by its id, known by its hash.</summary>
public sealed class StoredFile
{
    private StoredFile()
    {
    }

    internal StoredFile(Guid id, string name, string contentType, long size, string hash, DateTimeOffset at, FileBelonging to)
    {
        (Id, Name, ContentType, Size, Hash, At) = (id, name, contentType, size, hash, at);
        (GivenBy, Region, TaskId, Field, InvitationId) = (to.GivenBy, to.Region, to.TaskId, to.Field, to.InvitationId);
        ContentId = id;
    }

    public Guid Id { get; private init; }
    public string Name { get; private init; } = "";
    public string ContentType { get; private init; } = "";
    public long Size { get; private init; }

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public string Hash { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
    public string GivenBy { get; private init; } = "";

    /// <summary>The task and the field of its form that the file answers; or the invitation whose answer it belongs to.</summary>
    public Guid? TaskId { get; private init; }
    public string? Field { get; private init; }
    public Guid? InvitationId { get; private init; }
    public string? Region { get; private init; }

    /// <summary>Under which name the content is kept; shared by the file and those it came along as.</summary>
    public Guid ContentId { get; private init; }

    /// <summary>The same file for a later round of its step: it may be taken off there and stays here.</summary>
    public StoredFile CarriedTo(Guid taskId) =>
        new(Guid.CreateVersion7(), Name, ContentType, Size, Hash, At, new FileBelonging(GivenBy, Region, taskId, Field)) { ContentId = ContentId };
}
