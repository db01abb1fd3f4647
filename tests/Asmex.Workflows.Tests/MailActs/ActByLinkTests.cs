using System.Text.RegularExpressions;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.MailActs;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.MailActs;

/// <summary>What a link of a letter does and what it refuses.</summary>
public sealed partial class ActByLinkTests
{
    [DatabaseTheory]
    public async Task It_decides_in_the_name_of_its_person_and_works_once(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secret = Secrets(house)[0];

        await ActAsync(house, secret);
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => ActAsync(house, secret));

        var request = await RequestAsync(house);
        Assert.Equal((ApprovalStatus.Approved, "Nadia Bennis", 12_000m), (request.Status, request.LastDecision!.PersonName, request.Granted));
        Assert.Equal("MailActs.Used", again.Key);
        Assert.Equal(12_000m, await house.ReadAsync(db => db.Set<Envelope>().Where(e => e.ActionId != null).Select(e => e.Committed).SingleAsync()));
    }

    [DatabaseTheory]
    public async Task Two_presses_at_once_decide_once(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secret = Secrets(house)[0];
        var version = (await RequestAsync(house)).Version;

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                await ActAsync(house, secret, version: version);
                return "done";
            }
            catch (RuleBrokenException refusal)
            {
                return refusal.Key;
            }
        }));

        Assert.Single(both, "done");
        Assert.Single((await RequestAsync(house)).Decisions);
    }

    [DatabaseTheory]
    public async Task It_refuses_when_expired_revoked_altered_or_of_another(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secrets = Secrets(house);

        await RefusedAsync("MailActs.OtherPerson", () => ActAsync(house, secrets[0], signedIn: house.Person("treasurer").Id));
        await Assert.ThrowsAsync<NothingThereException>(() => ActAsync(house, secrets[0] + "A"));
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<RevokeMailActs, int>(revoke => revoke.RunAsync(house.Person("coordinator").Id, house.As("delegate"), default)));
        Assert.Equal(3, await house.RunAsync<RevokeMailActs, int>(revoke => revoke.RunAsync(house.Person("coordinator").Id, house.As("coordinator"), default)));
        await RefusedAsync("MailActs.Revoked", () => ActAsync(house, secrets[0]));

        Assert.True((await RequestAsync(house)).IsPending);
    }

    [DatabaseTheory]
    public async Task It_expires(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secret = Secrets(house)[0];

        house.Database.Clock.Advance(TimeSpan.FromDays(5));

        await RefusedAsync("MailActs.Expired", () => ActAsync(house, secret));
    }

    [DatabaseTheory]
    public async Task A_row_that_was_altered_opens_nothing(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secret = Secrets(house)[0];
        var treasurer = house.Person("treasurer").Id;

        await house.ReadAsync(db => db.Set<MailActLink>().ExecuteUpdateAsync(set => set.SetProperty(l => l.PersonId, treasurer)));

        await Assert.ThrowsAsync<NothingThereException>(() => ActAsync(house, secret));
    }

    [DatabaseTheory]
    public async Task What_changed_since_the_page_was_shown_is_refused_and_leaves_the_link_unused(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secret = Secrets(house)[0];
        var version = (await RequestAsync(house)).Version;
        await house.ReadAsync(db => db.Set<Approval>().Where(a => a.ActivityId == "reservation-budget").ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, a => a.Version + 1)));

        await RefusedAsync("Approvals.Changed", () => ActAsync(house, secret, version: version));

        Assert.Equal(0, await house.ReadAsync(db => db.Set<MailActLink>().CountAsync(l => l.UsedAt != null)));
    }

    [DatabaseTheory]
    public async Task What_was_decided_elsewhere_or_is_no_longer_ones_own_is_refused(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secrets = Secrets(house);
        await house.DecideAsync("reservation-budget", "coordinator", Verdict.Approve);

        await RefusedAsync("Approvals.AlreadyDecided", () => ActAsync(house, secrets[2], reason: "Trop cher"));
    }

    [DatabaseTheory]
    public async Task A_no_needs_its_reason_and_keeps_the_link_until_it_has_one(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secrets = Secrets(house);

        await RefusedAsync("Approvals.ReasonNeeded", () => ActAsync(house, secrets[2]));
        await ActAsync(house, secrets[2], reason: "Trop cher");

        Assert.Equal((ApprovalStatus.Rejected, "Trop cher"), ((await RequestAsync(house)).Status, (await RequestAsync(house)).Reason));
    }

    [DatabaseTheory]
    public async Task Above_the_amount_of_the_house_only_a_signed_in_person_says_yes(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind, 148_000m);
        var secret = Secrets(house)[0];

        await RefusedAsync("MailActs.SignIn", () => ActAsync(house, secret));
        await ActAsync(house, secret, signedIn: house.Person("treasurer").Id);

        Assert.Equal("Leila Fassi", (await RequestAsync(house)).LastDecision!.PersonName);
    }

    [DatabaseTheory]
    public async Task A_closed_account_acts_no_more(DatabaseKind kind)
    {
        await using var house = await AskingAsync(kind);
        var secret = Secrets(house)[0];
        var administrator = new Actor(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Administrator, null)]);

        await house.RunAsync<SuspendPerson>(suspend => suspend.RunAsync(house.Person("coordinator").Id, administrator, default));

        await RefusedAsync("MailActs.NotYoursNow", () => ActAsync(house, secret));
    }

    private static async Task<House> AskingAsync(DatabaseKind kind, decimal amount = 12_000m)
    {
        var house = await House.OpenAsync(kind);
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000, null, [new ObjectiveDraft("newExporters", 25)], [new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, new DateOnly(2027, 11, 15), 900_000)]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Approve, null, null, house.As("coordinator"), default));
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        await house.DoAsync("montage", "direction", ("total", 400_000m), ("cofinancing", 0m), ("exhibitorShare", 0m));
        await house.DecideAsync("montage-approval", "treasurer", Verdict.Approve);
        await house.DoAsync("reservation-request", "direction", ("amount", amount));
        await house.PostAsync();
        return house;
    }

    /// <summary>Of the last letter with links: approve, send back, refuse.</summary>
    private static List<string> Secrets(House house) =>
        [.. ActLink().Matches(house.Mail.Received.Last(m => m.Html.Contains("/act/", StringComparison.Ordinal)).Html).Select(m => m.Groups[1].Value)];

    private static Task<Approval> RequestAsync(House house) =>
        house.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.ActivityId == "reservation-budget"));

    private static async Task ActAsync(House house, string secret, string? reason = null, int? version = null, Guid? signedIn = null)
    {
        var seen = version ?? (await RequestAsync(house)).Version;
        await house.RunAsync<ActByLink>(act => act.RunAsync(new MailActRequest(secret, reason, seen, signedIn), default));
    }

    private static async Task RefusedAsync(string key, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(act);

        Assert.Equal(key, refusal.Key);
        Assert.All(Languages.All, language => Assert.DoesNotContain(key, refusal.In(language), StringComparison.Ordinal));
    }

    [GeneratedRegex("/act/([A-Za-z0-9_-]{20,})")]
    private static partial Regex ActLink();
}
