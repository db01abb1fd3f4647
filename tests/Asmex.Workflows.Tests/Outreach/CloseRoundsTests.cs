using Asmex.Workflows.Activities;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Letters.Receiving;
using Asmex.Workflows.Tests.Running;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>What becomes of a round whose work cannot go on with its answers.</summary>
public sealed class CloseRoundsTests
{
    private static readonly TimeSpan _pastTheLastDay = TimeSpan.FromDays(30);

    [DatabaseTheory]
    public async Task What_many_firms_answered_is_not_refused_for_its_size(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 30, services: services => services.Configure<RunningOptions>(o => o.MostPayloadKilobytes = 1));
        fair.Database.Clock.Advance(_pastTheLastDay);

        Assert.Equal(1, await fair.CloseAsync());

        Assert.Contains("\"none\":30", (await fair.ResultAsync())!.ToJsonString());
    }

    [DatabaseTheory]
    public async Task When_the_next_step_is_refused_the_last_answer_stands_and_the_sweep_opens_one_incident(DatabaseKind kind)
    {
        var refusal = new Refusal();
        await using var fair = await OpenAsync(kind, refusal);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.No);

        await NothingFollowedAsync(fair);
        Assert.Empty(await fair.AllAsync<WorkflowIncident>());
        Assert.Equal([Reply.Yes, Reply.No], (await fair.AllAsync<Invitation>()).OrderBy(i => i.Address, StringComparer.Ordinal).Select(i => i.Reply!.Value));
        Assert.Equal(2, (await fair.AllAsync<Letter>()).Count(l => l.Template == LetterKeys.AnswerConfirmation));

        Assert.Equal(0, await fair.CloseAsync());
        Assert.Equal(0, await fair.CloseAsync());
        await NothingFollowedAsync(fair);
        var incident = Assert.Single(await fair.AllAsync<WorkflowIncident>());
        Assert.Equal(("invite", refusal.Said), (incident.ActivityId, incident.Message));

        refusal.IsOver = true;
        Assert.Equal(0, await fair.CloseAsync());
        await fair.Database.RunAsync<RetryIncident>(verb => verb.RunAsync(incident.Id, Workshop.Administrator, default));
        Assert.Equal(1, await fair.CloseAsync());

        Assert.Equal(RoundState.Closed, Assert.Single(await fair.AllAsync<InvitationRound>()).State);
        Assert.Single(await fair.AllAsync<Letter>(), l => l.Template == "thanks");
    }

    [DatabaseTheory]
    public async Task The_last_answer_of_a_calendar_stands_whatever_becomes_of_the_round(DatabaseKind kind)
    {
        var refusal = new Refusal();
        await using var fair = await OpenAsync(kind, refusal);
        await fair.AnswerAsync(1, Reply.No);
        var invitation = (await fair.AllAsync<Invitation>()).Single(i => i.Reply is null);

        Assert.True(await fair.Database.RunAsync<TakeInMail, bool>(verb => verb.RunAsync(Sample.Of("CalendarReply-accepted", Guid.Empty, invitation.Address, invitation.Id), default)));

        await NothingFollowedAsync(fair);
        Assert.Equal(Reply.Yes, (await fair.AllAsync<Invitation>()).Single(i => i.Id == invitation.Id).Reply);
        refusal.IsOver = true;
        Assert.Equal(1, await fair.CloseAsync());
    }

    [DatabaseTheory]
    public async Task A_round_whose_work_cannot_be_read_is_one_incident_and_is_left_alone(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await using (var scope = fair.Database.Scope())
        {
            await scope.Db.Set<WorkflowInstance>().ExecuteUpdateAsync(set => set.SetProperty(i => i.State, "not even JSON"));
        }

        fair.Database.Clock.Advance(_pastTheLastDay);

        Assert.Equal(0, await fair.CloseAsync());
        Assert.Equal(0, await fair.CloseAsync());

        Assert.Equal("invite", Assert.Single(await fair.AllAsync<WorkflowIncident>()).ActivityId);
        Assert.Equal("ASMEX", Assert.Single(await fair.AllAsync<WorkflowInstance>()).HeldBy);
        Assert.Equal(RoundState.Open, Assert.Single(await fair.AllAsync<InvitationRound>()).State);
    }

    private static Task<Fair> OpenAsync(DatabaseKind kind, Refusal refusal) =>
        Fair.OpenAsync(kind, services: services => services.AddSingleton<IEffectHandler<SendFirmLettersEffect>>(refusal));

    private static async Task NothingFollowedAsync(Fair fair)
    {
        Assert.Equal(RoundState.Open, Assert.Single(await fair.AllAsync<InvitationRound>()).State);
        Assert.Equal(1, Assert.Single(await fair.AllAsync<WorkflowInstance>()).Bursts);
        Assert.Equal("invite", Assert.Single(await fair.AllAsync<WaitingBookmark>()).ActivityId);
        Assert.DoesNotContain(await fair.AllAsync<Letter>(), l => l.Template == "thanks");
    }

    /// <summary>Breaks a rule after the letters of the next step are written.</summary>
    private sealed class Refusal : IEffectHandler<SendFirmLettersEffect>
    {
        private readonly RuleBrokenException _why = new("Outreach.NothingChanges");

        public bool IsOver { get; set; }
        public string Said => _why.Message;

        public Task ApplyAsync(SendFirmLettersEffect effect, EffectContext context, CancellationToken cancellation) => IsOver ? Task.CompletedTask : throw _why;
    }
}
