using Asmex.Workflows.Approvals;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Web.Pages.Approvals;

/// <summary>What a manager posted: the button, what was seen, the reason or the smaller amount.</summary>
public sealed class PostedDecision(IFormCollection form)
{
    public const string Button = "act";
    public const string SeenField = "seen";
    public const string AmountField = "amount";

    /// <summary><c>Approve</c>, <c>Less</c>, <c>SendBack</c> or <c>Reject</c>.</summary>
    public string Act => form[Button].ToString();

    /// <summary>What the page showed, as it carried it.</summary>
    public string Seen => form[SeenField].ToString();

    public string Amount => form[AmountField].ToString();

    /// <summary>The reason typed beside the button that was pressed.</summary>
    public string Typed => Reason(Act);

    public string Reason(string act) => form["reason." + act].ToString();

    /// <exception cref="Texts.RuleBrokenException">The smaller amount is none, or one was typed and all of it is approved: the Enter key presses the first button of a form.</exception>
    public DecideRequest For(Guid approvalId, Sight seen) => Act is "Approve" && !string.IsNullOrWhiteSpace(Amount) ? throw new Texts.RuleBrokenException("Approvals.WholeOrLess", Amount) : new(
        approvalId, Act is "Less" ? Verdict.Approve : Chosen.Of<Verdict>(Act) ?? throw new Texts.NothingThereException("verdict"),
        Reason(Act) is { Length: > 0 } reason ? reason : null, Act is "Less" ? Money.Parse(Amount) : null, seen.Version)
    {
        Seen = seen,
    };
}
