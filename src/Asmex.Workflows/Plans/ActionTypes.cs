using System.Text.Json;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Plans;

/// <summary>The action types that a plan may choose from: every definition that is one and has no fault.</summary>
public sealed class ActionTypes(WorkflowsDbContext db, Definitions definitions, TemplateCatalog templates)
{
    private IReadOnlyList<ActionType>? _all;

    public async Task<IReadOnlyList<ActionType>> AllAsync(CancellationToken cancellation) =>
        _all ??= [.. (await definitions.AllAsync(db, cancellation)).Where(d => ActionType.ProblemOf(d) is null).Select(ActionType.Of).OfType<ActionType>()];

    /// <exception cref="RuleBrokenException">Its file has a fault, it names a letter that cannot be written, or there is none.</exception>
    public async Task<ActionType> GetAsync(string definitionId, CancellationToken cancellation)
    {
        if (IsFaulty(definitionId))
        {
            throw new RuleBrokenException("Plans.TypeHasFault", definitionId);
        }

        var type = (await AllAsync(cancellation)).FirstOrDefault(t => t.DefinitionId == definitionId) ?? throw new RuleBrokenException("Plans.NoSuchType", definitionId);
        return type.Letters.FirstOrDefault(l => !templates.Has(l)) is { } letter ? throw new RuleBrokenException("Plans.LetterHasFault", type.Title, letter) : type;
    }

    /// <exception cref="RuleBrokenException">The file of the plans' own definition has a fault.</exception>
    public void MustHoldPlans()
    {
        if (IsFaulty(LaunchPlan.DefinitionId))
        {
            throw new RuleBrokenException("Plans.PlanHasFault", LaunchPlan.DefinitionId);
        }
    }

    /// <summary>What a plan's objectives are measured by.</summary>
    public async Task<IReadOnlyList<Indicator>> PlanIndicatorsAsync(CancellationToken cancellation) =>
        (await definitions.GetAsync(db, LaunchPlan.DefinitionId, null, cancellation)).Source["customProperties"]?["Asmex"]?["indicators"]
            .Deserialize<IReadOnlyList<Indicator>>(JsonSerializerOptions.Web) ?? [];

    /// <summary>What a person calls an action: its type and edition.</summary>
    public async Task<Wording> NameAsync(PlanAction action, CancellationToken cancellation)
    {
        var title = (await AllAsync(cancellation)).FirstOrDefault(t => t.DefinitionId == action.Type)?.Title ?? new Wording(action.Type);
        return new Wording($"{title.Fr} · {action.Edition}", $"{title.In(Languages.Arabic)} · {action.Edition}", $"{title.In(Languages.English)} · {action.Edition}");
    }

    private bool IsFaulty(string definitionId) => definitions.Faulty.Any(f => f.DefinitionId == definitionId);
}
