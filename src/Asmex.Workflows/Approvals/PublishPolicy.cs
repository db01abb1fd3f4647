using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Puts a changed policy in force. One with a hole needs a reason of its own, kept with the name.</summary>
public sealed class PublishPolicy(WorkflowsDbContext db, Policies policies, PolicyChecks checks, TimeProvider clock)
{
    /// <param name="text">The whole policy; its version is set here.</param>
    /// <param name="seen">The version it was made from.</param>
    /// <param name="despite">Why it is published in spite of its holes.</param>
    /// <exception cref="RuleBrokenException">No policy, no reason, nothing changed, changed meanwhile, or holes without a word about them.</exception>
    public async Task<int> RunAsync(string text, int seen, string? reason, string? despite, Actor actor, CancellationToken cancellation)
    {
        if (!MayPublish(actor))
        {
            throw new NothingThereException("policy");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = await policies.InForceAsync(cancellation);
        if (now.Version != seen)
        {
            throw new RuleBrokenException("Policies.Changed", now.Version);
        }

        var policy = Read(text) with { Version = now.Version + 1 };
        if (policy.Write() == (now with { Version = policy.Version }).Write())
        {
            throw new RuleBrokenException("Policies.NothingNew");
        }

        var report = await checks.OfAsync(policy, cancellation);
        var version = new PolicyVersion(policy, reason, [.. report.Holes.Select(h => h.Say(Languages.French))], despite, actor, clock.GetUtcNow());
        db.Add(version);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.PolicyPublished", new Subject(), version.Number, version.Reason));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Somebody else published the same version a moment before.
            throw new RuleBrokenException("Policies.Changed", version.Number);
        }

        await transaction.CommitAsync(cancellation);
        return version.Number;
    }

    public static bool MayPublish(Actor actor) => actor.Is(Roles.Coordinator, null) || actor.Is(Roles.Administrator);

    /// <exception cref="RuleBrokenException">The text is no policy.</exception>
    public static ApprovalPolicy Read(string text)
    {
        try
        {
            return ApprovalPolicy.Read(text);
        }
        catch (FormatException problem)
        {
            throw new RuleBrokenException("Policies.Unreadable", problem.Message);
        }
    }
}
