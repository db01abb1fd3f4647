using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>What a designer hands back.</summary>
/// <param name="Model">The definition; without a <c>definitionId</c> it becomes a new one.</param>
/// <param name="BasedOn">See <see cref="DraftRequest"/>.</param>
/// <param name="EditedIn">See <see cref="DraftRequest"/>.</param>
public sealed record Drawn(JsonObject Model, bool ToBePublished, string? BasedOn, string? EditedIn)
{
    /// <summary>It says everything, as a file does: nothing of the version before is put back into it.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>Keeps what was drawn in a designer as the draft, with the members that the designer dropped and the forms that were chosen in it; and publishes it when asked to.</summary>
public sealed class SaveDrawing(WorkflowsDbContext db, SaveDraft draft, PublishDefinition publish, TakenForms forms, ActivityCatalog activities)
{
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="RuleBrokenException">It is no definition, too large, or somebody changed the draft meanwhile, or a form that was chosen is gone; nothing was written.</exception>
    /// <exception cref="DefinitionFaultException">It was to be published and cannot run; says every fault. Nothing was written.</exception>
    public async Task<StoredDefinition> RunAsync(Drawn drawn, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        var model = (JsonObject)drawn.Model.DeepClone();
        model.Remove("links");
        if (string.IsNullOrEmpty(model["definitionId"]?.ToString()))
        {
            model["definitionId"] = Guid.CreateVersion7().ToString("N")[16..];
        }

        await forms.TakeAsync(model, cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var newest = (await db.LockVersionsAsync(model["definitionId"]!.ToString(), cancellation)).LastOrDefault(v => v.State != DefinitionState.Deleted);
        if (!drawn.IsWhole && newest is not null && JsonNode.Parse(newest.Source, documentOptions: StoredDefinition.Lenient) is JsonObject before)
        {
            new KeptMembers(activities).Complete(before, model);
        }

        var stored = await draft.StoreAsync(new DraftRequest(model.ToJsonString(_readable), drawn.BasedOn, drawn.EditedIn), actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        if (drawn.ToBePublished)
        {
            stored = await publish.PublishAsync(stored.DefinitionId, actor, cancellation);
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return stored;
    }
}
