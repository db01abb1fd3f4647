using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>Turns what was posted for a task into calls of its verbs, alike for accounts and for guests.</summary>
public sealed class TaskDesk(SaveTaskDraft saveDraft, AttachFile attach, RemoveFile remove, CompleteTask complete)
{
    public async Task<DeskAnswer> TakeAsync(PlanTask task, PostedTask posted, Actor actor, GuestLink? guest, CancellationToken cancellation)
    {
        try
        {
            return posted.IsSearching ? DeskAnswer.Again : await DoAsync(task, posted, actor, guest, cancellation);
        }
        catch (FormRefusedException refused)
        {
            return new DeskAnswer(DeskStep.Again, refused.Faults);
        }
        catch (RuleBrokenException refusal)
        {
            return new DeskAnswer(DeskStep.Again, [], refusal);
        }
    }

    private async Task<DeskAnswer> DoAsync(PlanTask task, PostedTask posted, Actor actor, GuestLink? guest, CancellationToken cancellation)
    {
        var isEnding = posted.Act == "complete";
        if (!isEnding)
        {
            await saveDraft.RunAsync(task.Id, posted.Typed, actor, guest, cancellation, posted.Seen);
        }

        var faults = await AttachAsync(task, posted, actor, guest, cancellation);
        if (posted.Act == "remove" && Guid.TryParse(posted.Target, out var file))
        {
            await remove.RunAsync(task.Id, file, actor, guest, cancellation);
        }

        if (faults.Count > 0)
        {
            return new DeskAnswer(DeskStep.Again, faults);
        }

        if (!isEnding)
        {
            return new DeskAnswer(DeskStep.Kept, []);
        }

        var outcome = posted.Target.Length > 0 ? posted.Target : null;
        await complete.RunAsync(new CompleteTaskRequest(task.Id, outcome, posted.Typed, posted.Seen, guest), actor, cancellation);
        return new DeskAnswer(DeskStep.Completed, []);
    }

    // A file that is refused takes nothing else with it: the others are attached, the form is kept.
    private async Task<List<FormFault>> AttachAsync(PlanTask task, PostedTask posted, Actor actor, GuestLink? guest, CancellationToken cancellation)
    {
        var faults = new List<FormFault>();
        foreach (var (field, file) in posted.Files)
        {
            try
            {
                await using var content = file.OpenReadStream();
                await attach.RunAsync(new AttachFileRequest(task.Id, field, file.FileName, content, guest), actor, cancellation);
            }
            catch (RuleBrokenException refusal) when (refusal.Key.StartsWith("Files.", StringComparison.Ordinal))
            {
                faults.Add(new FormFault(field, refusal.Key, [.. refusal.Values]));
            }
        }

        return faults;
    }
}
