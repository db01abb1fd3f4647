namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>How a step is drawn: work as a box, the joints of the flow as small figures.</summary>
public enum StepShape
{
    Task,
    Approval,
    Money,
    Letter,
    Wait,
    Work,
    Start,
    End,
    Split,
    Question,
    Mark,
}
