using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Gives a variable of a running instance another value; nothing runs.</summary>
public sealed class ChangeVariable(WorkflowsDbContext db, WorkflowEngine engine, Definitions definitions, TimeProvider clock)
{
    /// <summary>How large a value may be, in bytes of JSON.</summary>
    public const int MostBytes = 256 * 1024;

    private static readonly JsonSerializerOptions _asTyped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="RuleBrokenException">It has ended or never started, has no such variable, or the value does not fit.</exception>
    public async Task RunAsync(string instanceId, string name, JsonNode? value, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        if (Encoding.UTF8.GetByteCount(value?.ToJsonString() ?? "") > MostBytes)
        {
            throw new RuleBrokenException("Running.ValueTooLarge", name, (MostBytes / 1024).ToString(CultureInfo.InvariantCulture));
        }

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
        writer.Move(instance, Changed(definition, WorkflowState.FromJson(instance.State), name, value, now), instance.Version, actor, now);
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
