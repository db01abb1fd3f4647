using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Needs;

/// <summary>Brings a need before the Centre, which is told.</summary>
public sealed class EscalateNeed(WorkflowsDbContext db, PeopleDirectory people, Notify notify, TimeProvider clock)
{
    public async Task RunAsync(Guid needId, string reason, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var (need, firm) = await db.NeedToWriteAsync(needId, actor, cancellation);
        need.Escalate(reason, actor, now);
        db.Add(HistoryEntry.Of(actor, now, "History.NeedEscalated", new Subject(need.Region, FirmId: firm.Id), firm.Name, need.EscalationReason!));
        await notify.TellAsync(await people.HoldersAsync(Roles.Coordinator, need.Region, cancellation), new News(
            NotificationKind.PlanNews, TextCatalog.Shared.SayInAll("Needs.EscalatedTitle", firm.Name, RegionCatalog.NameOf(need.Region)),
            TextCatalog.Shared.SayInAll("Needs.EscalatedWhy", actor.Name, need.EscalationReason!), $"/needs/{need.Id}", $"need-escalated:{need.Id:N}:{need.Version}", LetterAbout.Nothing), cancellation);
        await db.SaveNeedAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
