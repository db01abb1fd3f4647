using System.Text.Json;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;

namespace Asmex.Workflows.Running;

/// <summary>An answer that came for a suspended instance from where nobody could be refused; given when the instance is released.</summary>
public sealed class KeptAnswer
{
    private KeptAnswer()
    {
    }

    public KeptAnswer(string bookmarkId, string instanceId, Answer answer, Actor actor, DateTimeOffset at)
    {
        (BookmarkId, InstanceId, At) = (bookmarkId, instanceId, at);
        (Answer, ActorId, ActorName, ActorLanguage) = (JsonSerializer.Serialize(answer, JsonSerializerOptions.Web), actor.PersonId, actor.Name, actor.Language);
    }

    public string BookmarkId { get; private init; } = "";
    public string InstanceId { get; private init; } = "";

    /// <summary>The answer, as JSON.</summary>
    public string Answer { get; private init; } = "";
    public Guid? ActorId { get; private init; }
    public string ActorName { get; private init; } = "";
    public string ActorLanguage { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    internal Answer Given => JsonSerializer.Deserialize<Answer>(Answer, JsonSerializerOptions.Web)!;

    /// <summary>Who gave it: the name goes into the journal, whatever roles they hold by now.</summary>
    internal Actor Giver => new(ActorId, ActorName, ActorLanguage, []);
}
