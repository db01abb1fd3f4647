using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Gives a variable of a running instance another value; nothing runs.</summary>
public sealed class ChangeVariable(WorkflowsDbContext db, WorkflowEngine engine, Definitions definitions, IOptions<RunningOptions> options, TimeProvider clock)
{
    private static readonly JsonSerializerOptions _asTyped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Sizes _sizes = new(options.Value);

    /// <summary>What a person typed for a value: JSON, or else a text; nothing for blanks.</summary>
    public static JsonNode? Typed(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <exception cref="RuleBrokenException">It has ended or never started, has no such variable, or the value does not fit or is too large.</exception>
    public async Task RunAsync(string instanceId, string name, JsonNode? value, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        _sizes.MustBePayload(value);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var writer = new BurstWriter(db);
        var instance = await writer.LockRunningAsync(instanceId, cancellation);
        if (instance.Bursts == 0)
        {
            throw new RuleBrokenException("Running.NeverStarted", instance.Name ?? instance.DefinitionId);
        }

        var definition = await definitions.GetAsync(db, instance.DefinitionId, instance.Version, cancellation);
        if (definition.Variables.All(v => v.Name != name))
        {
            throw new RuleBrokenException("Running.NoVariable", name, string.Join(", ", definition.Variables.Select(v => v.Name)));
        }

        var now = clock.GetUtcNow();
        var state = Changed(definition, instance.ReadState(), name, value, now);
        _sizes.MustBeVariables(instance.After(state, now), state);
        writer.Move(instance, state, instance.Version, actor, now);
        db.Record(instance, actor, now, "History.VariableChanged", name, Shortened(value));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private WorkflowState Changed(Engine.Definitions.WorkflowDefinition definition, WorkflowState state, string name, JsonNode? value, DateTimeOffset now)
    {
        try
        {
            return engine.SetVariable(definition, state, name, value, now);
        }
        catch (ArgumentException)
        {
            throw new RuleBrokenException("Running.ValueDoesNotFit", name, definition.Variables.First(v => v.Name == name).TypeName);
        }
    }

    private static string Shortened(JsonNode? value) => value?.ToJsonString(_asTyped) is { } text ? text.Length <= 200 ? text : text[..200] + "…" : "null";
}
