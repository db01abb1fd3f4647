namespace Asmex.Workflows.Letters;

/// <summary>The letters this product writes by itself; a definition may name these and any other file of the templates' folder.</summary>
public static class LetterKeys
{
    public const string TaskOpened = "task-opened";
    public const string TaskReminder = "task-reminder";
    public const string TaskLateManager = "task-late-manager";
    public const string GuestTask = "guest-task";
    public const string ApprovalRequested = "approval-requested";
    public const string ApprovalReminder = "approval-reminder";
    public const string ApprovalDecided = "approval-decided";
    public const string ApprovalQuestion = "approval-question";
    public const string ApprovalAnswer = "approval-answer";
    public const string PlanSubmitted = "plan-submitted";
    public const string PlanValidated = "plan-validated";
    public const string PlanSentBack = "plan-sent-back";
    public const string PlanClosed = "plan-closed";
    public const string ActionClosed = "action-closed";
    public const string Invitation = "invitation";
    public const string FirstReminder = "reminder-1";
    public const string LastReminder = "reminder-2";
    public const string AnswerConfirmation = "answer-confirmation";
    public const string PlaceOffered = "place-offered";
    public const string WaitingEnded = "waiting-ended";
    public const string EventChanged = "event-changed";
    public const string EventCancelled = "event-cancelled";
    public const string NeedAnswer = "need-answer";
    public const string AuditHead = "audit-head";
    public const string DatesMoved = "dates-moved";
    public const string News = "news";
    public const string Digest = "digest";
    public const string TestLetter = "test-letter";
}
