namespace Asmex.Workflows.Notifications;

/// <summary>What a person is told of; each kind may be wanted by letter, in the digest or only in the list.</summary>
public enum NotificationKind
{
    TaskOpened,
    TaskReminder,
    TaskLate,
    ApprovalRequested,
    ApprovalDecided,
    PlanNews,
    ActionClosed,
    DateMoved,
    StepChanged,
    Mention,
    MailReceived,
    Meeting,
    Question,
}
