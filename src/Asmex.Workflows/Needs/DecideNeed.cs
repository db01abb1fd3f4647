using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Needs;

/// <summary>The Centre says what it does about a need; who brought it there is told, and answers the firm.</summary>
public sealed class DecideNeed(WorkflowsDbContext db, Notify notify, TimeProvider clock)
{
    public async Task RunAsync(Guid needId, string decision, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var need = await db.NeedAsync(needId, actor, cancellation);
        if (!actor.MayDecideNeeds(need.Region))
        {
            throw new RuleBrokenException("Needs.MayNotDecide");
        }

        need.Decide(decision, actor, now);
        var firm = await db.Set<Firm>().IgnoreQueryFilters().AsNoTracking().SingleAsync(f => f.Id == need.FirmId, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.NeedDecided", new Subject(need.Region, FirmId: need.FirmId), firm.Name, need.Decision!));
        if (need.EscalatedById is { } asked)
        {
            await notify.TellAsync([asked], new News(
                NotificationKind.PlanNews, TextCatalog.Shared.SayInAll("Needs.DecidedTitle", firm.Name), TextCatalog.Shared.SayInAll("Needs.DecidedWhy", actor.Name, need.Decision!),
                $"/needs/{need.Id}", $"need-decided:{need.Id:N}:{need.Version}", LetterAbout.Nothing), cancellation);
        }

        await db.SaveNeedAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
