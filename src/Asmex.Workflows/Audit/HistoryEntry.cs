using System.Text.Json.Nodes;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Audit;

/// <summary>Who did what, when, about what: one sentence, said in the reader's language. Never changed.</summary>
public sealed class HistoryEntry
{
    private HistoryEntry()
    {
    }

    public long Id { get; private init; }
    public DateTimeOffset At { get; private init; }
    public Guid? ActorId { get; private init; }
    public string ActorName { get; private init; } = "";

    /// <summary>For whom it was done, when a deputy did it.</summary>
    public Guid? ForId { get; private init; }
    public string? ForName { get; private init; }

    /// <summary>The key of the sentence, e.g. <c>History.TaskCompleted</c>.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The values of the sentence as a JSON list: texts, wordings, amounts <c>{"mad":…}</c>, days <c>{"day":…}</c>.</summary>
    public string Values { get; private init; } = "[]";
    public string? Region { get; private init; }
    public Guid? PlanId { get; private init; }
    public Guid? ActionId { get; private init; }
    public Guid? TaskId { get; private init; }
    public Guid? FirmId { get; private init; }
    public string? InstanceId { get; private init; }

    /// <summary>The account it is about; not the one who did it.</summary>
    public Guid? PersonId { get; private init; }

    public static HistoryEntry Of(Actor actor, DateTimeOffset at, string key, Subject subject, params object[] values) => new()
    {
        At = at,
        ActorId = actor.PersonId,
        ActorName = actor.Name,
        ForId = actor.OnBehalfOf?.Id,
        ForName = actor.OnBehalfOf?.Name,
        Key = key,
        Values = HistoryValues.Write(values),
        Region = subject.Region,
        PlanId = subject.PlanId,
        ActionId = subject.ActionId,
        TaskId = subject.TaskId,
        FirmId = subject.FirmId,
        InstanceId = subject.InstanceId,
        PersonId = subject.PersonId,
    };

    /// <summary>Who did it, and for whom.</summary>
    public string ByIn(string language) => ForName is null ? ActorName : TextCatalog.Shared.Say(language, "History.For", ActorName, ForName);

    /// <summary>The whole sentence for a reader of this language.</summary>
    public string In(string language) => TextCatalog.Shared.Say(language, Key, HistoryValues.Read(Values));
}
