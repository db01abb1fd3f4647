using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Notifications;

/// <summary>A line in a person's list of news.</summary>
public sealed class Notification
{
    private Notification()
    {
    }

    public Notification(Guid personId, News news, Channel channel, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(news.Cause);
        if (!news.Path.StartsWith('/') || news.Path.StartsWith("//", StringComparison.Ordinal))
        {
            throw new ArgumentException($"News lead to a page of the product, got: '{news.Path}'.", nameof(news));
        }

        (PersonId, Kind, What, Why, Path, Cause) = (personId, news.Kind, news.What, news.Why, news.Path, news.Cause);
        (PlanId, ActionId, TaskId) = (news.About.PlanId, news.About.ActionId, news.About.TaskId);
        (Channel, At) = (channel, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PersonId { get; private init; }
    public NotificationKind Kind { get; private init; }
    public Wording What { get; private init; } = new("");
    public Wording Why { get; private init; } = new("");
    public string Path { get; private init; } = "";
    public string Cause { get; private init; } = "";
    public Guid? PlanId { get; private init; }
    public Guid? ActionId { get; private init; }
    public Guid? TaskId { get; private init; }
    public Channel Channel { get; private init; }
    public DateTimeOffset At { get; private init; }
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When the digest said it, or found it read.</summary>
    public DateTimeOffset? DigestedAt { get; private set; }

    public void Read(DateTimeOffset at) => ReadAt ??= at;
}
