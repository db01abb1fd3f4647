using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Pages.Tasks;

namespace Asmex.Workflows.Web.Pages.Approvals;

/// <summary>A request with what must be known to decide on it.</summary>
/// <param name="Work">The plan or action it belongs to.</param>
/// <param name="Reviewed">The task whose answer is decided on.</param>
/// <param name="Before">The same step's answer in the round before.</param>
/// <param name="Rounds">The requests of this step that came before, oldest first.</param>
public sealed record ApprovalSheet(
    Approval Request, Wording? Work, ReviewedTask? Reviewed, ReviewedTask? Before, IReadOnlyList<Approval> Rounds, ApprovalMoney? Money, WorkProgress? Progress)
{
    /// <summary>How much more (or, negative, less) is asked than in the round before.</summary>
    public decimal? AmountChange => Rounds.Count > 0 && Rounds[^1].Amount is { } before && Request.Amount is { } now ? now - before : null;

    /// <summary>The fields that are answered otherwise than in the round before, files by their content.</summary>
    public IReadOnlySet<string> Changed
    {
        get
        {
            if (Reviewed is not { } now || Before is not { } before)
            {
                return new HashSet<string>();
            }

            var (values, earlier) = (KeptValues.Of(now.Task.Values), KeptValues.Of(before.Task.Values));
            return now.Task.Form.Where(f => f.Type == "file"
                    ? !now.Files[f.Name].Select(x => x.Hash).ToHashSet().SetEquals(before.Files[f.Name].Select(x => x.Hash))
                    : values[f.Name]?.ToJsonString() != earlier[f.Name]?.ToJsonString())
                .Select(f => f.Name).ToHashSet();
        }
    }

    /// <summary>Files that were not there in the round before.</summary>
    public int NewFiles => Reviewed is { } now && Before is { } before
        ? now.Files.SelectMany(f => f).Select(f => f.Hash).Except(before.Files.SelectMany(f => f).Select(f => f.Hash)).Count() : 0;
}

/// <summary>An answered task with its files and the firms it names.</summary>
public sealed record ReviewedTask(Asmex.Workflows.Tasks.PlanTask Task, ILookup<string, Asmex.Workflows.Files.StoredFile> Files, IReadOnlyList<Asmex.Workflows.Firms.Firm> Firms);

/// <summary>The envelope that a request draws on.</summary>
/// <param name="Others">What else waits for a decision on it; already held back from what is left.</param>
/// <param name="Line">The line of the action's budget; nothing where it has none.</param>
/// <param name="OnLine">What is committed and spent on the line so far.</param>
/// <param name="Why">What was said for it; absent where a task says it.</param>
public sealed record ApprovalMoney(Envelope Envelope, IReadOnlyList<Approval> Others, BudgetLine? Line, decimal OnLine, string? Why);

/// <summary>How far an action is.</summary>
public sealed record WorkProgress(int Done, int Open, int Late);
