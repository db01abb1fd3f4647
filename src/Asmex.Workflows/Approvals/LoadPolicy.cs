using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Asmex.Workflows.Approvals;

/// <summary>Takes the policy that comes with the program in, as a version like those published here; one that is faulty or has a hole is listed, and the version before stays in force.</summary>
public sealed partial class LoadPolicy(WorkflowsDbContext db, PolicyFile file, PolicyChecks checks, TimeProvider clock, ILogger<LoadPolicy> log)
{
    /// <returns>True when the file brought a version that was not here.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);

        // Copies that start at the same time read the same file.
        await db.HoldNameAsync("policy file", cancellation);
        var versions = await db.Set<PolicyVersion>().AsNoTracking().OrderBy(p => p.Number).ToListAsync(cancellation);
        var (policy, faults) = Read();
        if (policy is not null && faults.Count == 0)
        {
            faults = Stale(policy, versions);
        }

        var isNew = policy is not null && faults.Count == 0 && policy.Version > (versions.LastOrDefault()?.Number ?? 0);
        if (isNew)
        {
            faults = await StoreAsync(policy!, isFirst: versions.Count == 0, cancellation);
            isNew = faults.Count == 0;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        file.Refuse(faults);
        if (faults.Count > 0)
        {
            LogRefused(file.Path, string.Join(" ", faults));
        }

        return isNew;
    }

    private (ApprovalPolicy? Policy, IReadOnlyList<DefinitionFault> Faults) Read()
    {
        try
        {
            return (file.Policy, []);
        }
        catch (FormatException problem)
        {
            return (null, [new DefinitionFault("$", null, problem.Message, "Correct the file.")]);
        }
    }

    private static IReadOnlyList<DefinitionFault> Stale(ApprovalPolicy policy, IReadOnlyList<PolicyVersion> versions) =>
        versions.FirstOrDefault(v => v.Number == policy.Version) is { } same && same.Policy.Write() != policy.Write()
            ? [new DefinitionFault("$.version", null, $"Version {policy.Version} was taken in or published with another text.", $"Give the file a version above {versions[^1].Number}.")]
            : [];

    private async Task<IReadOnlyList<DefinitionFault>> StoreAsync(ApprovalPolicy policy, bool isFirst, CancellationToken cancellation)
    {
        // In a house without people every amount would be a hole, and nothing is in force that could stay so.
        var holes = await db.Users.AnyAsync(cancellation) ? (await checks.OfAsync(policy, cancellation)).Holes : [];
        if (holes.Count > 0 && !isFirst)
        {
            return [.. holes.Select(h => new DefinitionFault("$.rules", null, h.Say(Languages.English), "Close the hole, or publish the policy in the application with a word about it."))];
        }

        var now = clock.GetUtcNow();
        db.Add(new PolicyVersion(policy, System.IO.Path.GetFileName(file.Path), [.. holes.Select(h => h.Say(Languages.French))], TextCatalog.Shared.Say(Languages.French, "Policies.First"), Actor.House, now));
        db.Add(HistoryEntry.Of(Actor.House, now, "History.PolicyPublished", new Subject(), policy.Version, System.IO.Path.GetFileName(file.Path)));
        return [];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Policy file {File} is refused: {Faults}")]
    private partial void LogRefused(string file, string faults);
}
