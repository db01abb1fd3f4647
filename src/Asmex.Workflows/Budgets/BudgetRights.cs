using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>Who may move money without a request.</summary>
public static class BudgetRights
{
    private static readonly string[] _managers = [Roles.Coordinator, Roles.Treasurer];
    private static readonly string[] _bookers = [Roles.Delegate, Roles.Treasurer, Roles.Officer];

    /// <summary>Allotments, transfers, releases, corrections, receipts: the Centre's coordinator and the treasurer of the region.</summary>
    public static bool MayManageBudget(this Actor actor, string region) => _managers.Any(role => actor.Is(role, region));

    /// <summary>Invoices, promises of partners, requests for a supplement: those who carry the action.</summary>
    public static bool MayBookExpenses(this Actor actor, string region) =>
        _bookers.Any(role => actor.Is(role, region));

    /// <summary>The absent person whose right to book expenses a deputy uses; nobody where the own suffices.</summary>
    internal static Guid? LenderOf(this Actor actor, string region) =>
        _bookers.Any(role => actor.Holds(role, region)) ? null : actor.Principals.FirstOrDefault(p => _bookers.Any(role => p.Holds(role, region)))?.Id;

    /// <summary>The same for the right to manage the budget.</summary>
    internal static Guid? ManagerLenderOf(this Actor actor, string region) =>
        _managers.Any(role => actor.Holds(role, region)) ? null : actor.Principals.FirstOrDefault(p => _managers.Any(role => p.Holds(role, region)))?.Id;

    internal static void MustManageBudget(this Actor actor, string region) => Must(actor.MayManageBudget(region), "Budgets.NotYourBudget");

    internal static void MustBookExpenses(this Actor actor, string region) => Must(actor.MayBookExpenses(region), "Budgets.NotYours");

    /// <summary>An envelope that the actor sees.</summary>
    internal static async Task<Envelope> EnvelopeForAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation) =>
        await db.Set<Envelope>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellation) is { } envelope && actor.Sees(envelope.Region)
            ? envelope : throw new NothingThereException("envelope");

    internal static async Task<(Commitment Commitment, Envelope Envelope)> CommitmentForAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation) =>
        await db.Set<Commitment>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation) is { } commitment
            ? (commitment, await db.EnvelopeForAsync(commitment.EnvelopeId, actor, cancellation)) : throw new NothingThereException("commitment");

    internal static string Needed(string? reason) => string.IsNullOrWhiteSpace(reason) ? throw new RuleBrokenException("Budgets.NoReason") : reason.Trim();

    internal static decimal Positive(decimal amount) => amount > 0 ? amount : throw new RuleBrokenException("Budgets.NoAmount");

    private static void Must(bool may, string key)
    {
        if (!may)
        {
            throw new RuleBrokenException(key);
        }
    }
}
