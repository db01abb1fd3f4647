namespace Asmex.Workflows.Notifications;

/// <summary>What a person chose for one kind; without a choice a letter goes at once.</summary>
public sealed class ChannelChoice
{
    private ChannelChoice()
    {
    }

    public ChannelChoice(Guid personId, NotificationKind kind, Channel channel) => (PersonId, Kind, Channel) = (personId, kind, channel);

    public Guid PersonId { get; private init; }
    public NotificationKind Kind { get; private init; }
    public Channel Channel { get; private set; }

    public void Change(Channel channel) => Channel = channel;
}
