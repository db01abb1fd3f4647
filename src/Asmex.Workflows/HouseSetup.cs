using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Changes;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Letters;
using Asmex.Workflows.MailActs;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Rights;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows;

/// <summary>Everything that is true without a browser; the program and the tests register it alike.</summary>
public static class HouseSetup
{
    public static IServiceCollection AddHouse(this IServiceCollection services)
    {
        services.AddOptions<FilesOptions>().BindConfiguration(FilesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SheetLimits>().BindConfiguration(SheetLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ReminderPolicies>().AddScoped<Recipients>();
        services.AddScoped<ActionTypes>().AddScoped<PeopleDirectory>().AddScoped<Absences>().AddScoped<FileStore>().AddSingleton<FileScan>().AddScoped<TaskWords>().AddScoped<HandMadeTasks>().AddScoped<TaskInbox>();
        services.AddSingleton<PolicyFile>();
        services.AddScoped<Policies>().AddScoped<PolicyChecks>();
        services.AddScoped<ImportFiles>().AddScoped<CheckRows>().AddScoped<CommitRows>().AddScoped<UndoRows>();
        services.AddScoped<InvitationLetters>().AddScoped<WaitingList>().AddScoped<CancelRound>().AddScoped<PersonExport>();
        services.AddOptions<OutreachOptions>().BindConfiguration(OutreachOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<ContactLimits>().AddScoped<CampaignChecks>().AddScoped<CampaignFingerprint>().AddScoped<CampaignPreview>().AddScoped<CampaignLetters>();
        services.AddOptions<RightsOptions>().BindConfiguration(RightsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<Ledger>().AddScoped<EnvelopeHolders>().AddScoped<SettleApproval>().AddScoped<Notices>().AddScoped<Notify>();
        services.AddOptions<MailActOptions>().BindConfiguration(MailActOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<MailActLinks>().AddScoped<ActionChanges>().AddScoped<StepChanges>().AddScoped<RoundChanges>();
        services.AddScoped<MoveDates>().AddScoped<Convening>().AddScoped<ICountsDates, RecountMeetings>();
        services.AddScoped<ICountsDates, RecountTasks>().AddScoped<ICountsDates, RecountApprovals>().AddScoped<ICountsDates, RecountRounds>().AddScoped<RecountTimers>().AddScoped<ICountsDates>(provider => provider.GetRequiredService<RecountTimers>());
        return services.AddAccounts().AddRunning().AddCalendars().AddLetters();
    }
}
