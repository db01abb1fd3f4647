using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters.Templates.Editing;

/// <summary>A second person agrees with what somebody made of a letter: from now on it is written so.</summary>
public sealed class ApproveTemplate(WorkflowsDbContext db, TemplateEdits edits, TimeProvider clock)
{
    /// <param name="number">The version that was before the eyes: the latest.</param>
    /// <exception cref="NothingThereException">Neither coordinator nor direction, or no such version.</exception>
    /// <exception cref="RuleBrokenException">The own text, approved already, or changed meanwhile.</exception>
    public async Task RunAsync(string key, string language, int number, Actor actor, CancellationToken cancellation)
    {
        if (!MayApprove(actor))
        {
            throw new NothingThereException("template");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldNameAsync($"template:{key}:{language}", cancellation);
        var latest = await db.Set<TemplateVersion>().Where(v => v.Key == key && v.Language == language).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation) ?? throw new NothingThereException("template");
        if (latest.Number != number)
        {
            throw new RuleBrokenException("Templates.ChangedMeanwhile", latest.By, latest.At);
        }

        latest.Approve(actor, clock.GetUtcNow());
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.TemplateApproved", new Subject(), key, language, number));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await edits.FollowAsync(cancellation);
    }

    public static bool MayApprove(Actor actor) => actor.Is(Roles.Coordinator) || actor.Is(Roles.Direction);
}
