using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Firms.Notes;
using Asmex.Workflows.Firms.Segments;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Letters.SelfChecks;
using Asmex.Workflows.Letters.Templates.Editing;
using Asmex.Workflows.MailActs;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Rights;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.Storage;

/// <summary>Which tables may say something of a person outside the house, and why the others do not. A table in neither list fails a test.</summary>
internal static class PersonTables
{
    /// <summary>Searched for an export; for an erasure their texts lose the person's name, address and phone.</summary>
    public static IReadOnlySet<Type> Searched { get; } = new HashSet<Type>
    {
        typeof(Contact), typeof(Firm), typeof(FirmMerge), typeof(ExportChange), typeof(Conversion), typeof(FirmNote), typeof(Need), typeof(FirmImport), typeof(ImportRow),
        typeof(InvitationRound), typeof(Invitation), typeof(Campaign), typeof(OutreachLink), typeof(Letter), typeof(ReceivedMail), typeof(GuestLink), typeof(StoredFile), typeof(RightsRequest),
        typeof(PlanTask), typeof(TaskComment), typeof(TaskCheck), typeof(Approval), typeof(ApprovalQuestion), typeof(Decision), typeof(Notification), typeof(HistoryEntry),
        typeof(Meeting), typeof(MeetingSeries), typeof(AgendaPoint), typeof(MeetingDecision), typeof(MeetingParticipant), typeof(Plan), typeof(PlanAction), typeof(Commitment), typeof(Movement), typeof(YearEnd), typeof(WorkflowInstance), typeof(WorkflowIncident), typeof(JournalEntry), typeof(WaitingBookmark), typeof(KeptAnswer),
    };

    public static IReadOnlyDictionary<Type, string> Others { get; } = new Dictionary<Type, string>
    {
        [typeof(Suppression)] = "a hash, kept so that nobody writes again",
        [typeof(AuditRow)] = "the chain of money, rules and roles; it names people of the house only, and cannot be altered",
        [typeof(AuditHead)] = "a hash",
        [typeof(Person)] = "accounts of the house, ended on the page of people",
        [typeof(IdentityUserClaim<Guid>)] = "accounts of the house",
        [typeof(IdentityUserLogin<Guid>)] = "accounts of the house",
        [typeof(IdentityUserToken<Guid>)] = "accounts of the house",
        [typeof(Appointment)] = "accounts of the house",
        [typeof(Absence)] = "accounts of the house",
        [typeof(ChannelChoice)] = "what an account of the house wants by letter",
        [typeof(MailActLink)] = "hashes",
        [typeof(SavedList)] = "filters of an account of the house",
        [typeof(FirmPair)] = "two firms, and who of the house decided",
        [typeof(FirmSegment)] = "filters on firms",
        [typeof(RememberedMapping)] = "headings of files",
        [typeof(LeftOut)] = "a firm and a reason",
        [typeof(SubmittedAudience)] = "firms",
        [typeof(MailRelay)] = "how fast letters leave",
        [typeof(TemplateVersion)] = "texts of letters by people of the house",
        [typeof(SelfCheckReport)] = "what the sender's own check found",
        [typeof(Reminder)] = "when an account of the house is reminded",
        [typeof(Objective)] = "targets",
        [typeof(Envelope)] = "money",
        [typeof(LineTally)] = "money",
        [typeof(CalendarChange)] = "days",
        [typeof(PolicyVersion)] = "rules",
        [typeof(StoredDefinition)] = "definitions",
        [typeof(ProtectionKey)] = "keys",
    };
}
