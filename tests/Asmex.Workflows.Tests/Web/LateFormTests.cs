using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Rights;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Outreach.Campaigns;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web;

/// <summary>Two people at one thing: who comes second is answered in words, and keeps what was typed.</summary>
public sealed class LateFormTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    private static readonly Actor _coordinator = new(Guid.CreateVersion7(), "Nadia Berrada", "fr", [new Holding(Roles.Coordinator, null)]);

    [Fact]
    public async Task A_need_that_a_colleague_closed_keeps_what_was_typed_about_it()
    {
        var need = await NeedAsync();
        using var visitor = await SignedInAsync();
        var (page, file) = (await visitor.GoAsync($"/needs/{need.Id}"), await visitor.GoAsync($"/firms/{need.FirmId}"));

        await visitor.SendAsync(page, page.ButtonOf("close"), ("text", "Orientée vers Maroc PME"));
        var closed = await visitor.SendAsync(page, page.ButtonOf("close"), ("text", "Dossier déposé"));
        var escalated = await visitor.SendAsync(page, page.ButtonOf("escalate"), ("text", "Hors de notre portée"));
        var onFile = await visitor.SendAsync(file, file.ButtonOf($"close-{need.Id}"), ("Outcome", "Dossier rendu"));

        foreach (var (late, typed) in new[] { (closed, "Dossier déposé"), (escalated, "Hors de notre portée"), (onFile, "Dossier rendu") })
        {
            Assert.Contains("déjà clos", late.Text(), StringComparison.Ordinal);
            Assert.Equal(typed, late.Typed());
        }

        await using var scope = house.Scope();
        Assert.Equal("Orientée vers Maroc PME", (await scope.Db.Set<Need>().SingleAsync(n => n.Id == need.Id)).Outcome);
    }

    [Fact]
    public async Task A_need_given_to_a_task_that_was_done_meanwhile_is_given_to_it_and_a_refusal_keeps_what_was_chosen()
    {
        var need = await NeedAsync();
        var task = new PlanTask(Guid.NewGuid().ToString("N"), "none", "step", need.Region, TaskKind.Form, Roles.Delegate, new Wording("Dossier bio"), house.Clock.GetUtcNow()) { DueOn = new DateOnly(2027, 1, 5) };
        await using (var scope = house.Scope())
        {
            scope.Db.Add(task);
            await scope.Db.SaveChangesAsync();
        }

        using var visitor = await SignedInAsync();
        var page = await visitor.GoAsync($"/needs/{need.Id}");
        await using (var scope = house.Scope())
        {
            await scope.Db.Set<PlanTask>().Where(t => t.Id == task.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, PlanTaskStatus.Done));
        }

        var refused = await visitor.SendAsync(page, page.ButtonOf("triage"), ("sector", "nowhere"), ("urgency", nameof(NeedUrgency.High)), ("place", $"{NeedPlace.Task}:{task.Id}"));
        var sorted = await visitor.SendAsync(page, page.ButtonOf("triage"), ("urgency", nameof(NeedUrgency.High)), ("place", $"{NeedPlace.Task}:{task.Id}"));

        Assert.Equal(nameof(NeedUrgency.High), refused.One<IHtmlSelectElement>("#urgency").Value);
        Assert.Contains("Dossier bio", sorted.Text(), StringComparison.Ordinal);
        await using var after = house.Scope();
        Assert.Equal((NeedUrgency.High, task.Id), await after.Db.Set<Need>().Where(n => n.Id == need.Id).Select(n => ValueTuple.Create(n.Urgency, n.PlaceId!.Value)).SingleAsync());
    }

    [Fact]
    public async Task A_need_that_was_closed_before_the_Centre_decided_asks_for_no_decision()
    {
        var need = await NeedAsync();
        await using (var scope = house.Scope())
        {
            await scope.Get<EscalateNeed>().RunAsync(need.Id, "Le coût dépasse l'enveloppe", _coordinator, default);
            await scope.Get<CloseNeed>().RunAsync(need.Id, "L'entreprise y a renoncé", _coordinator, default);
        }

        using var visitor = await SignedInAsync();
        var page = await visitor.GoAsync($"/needs/{need.Id}");

        Assert.Contains("Le coût dépasse l'enveloppe", page.Text(), StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("#decision"));
    }

    [Fact]
    public async Task Of_two_decisions_about_a_need_the_second_is_told()
    {
        var need = await NeedAsync();
        await using (var scope = house.Scope())
        {
            await scope.Get<EscalateNeed>().RunAsync(need.Id, "Le coût dépasse l'enveloppe", _coordinator, default);
        }

        using var visitor = await SignedInAsync();
        var page = await visitor.GoAsync($"/needs/{need.Id}");
        await visitor.SendAsync(page, page.ButtonOf("decide"), ("text", "Pris en charge"));
        var late = await visitor.SendAsync(page, page.ButtonOf("decide"), ("text", "Refusé"));

        Assert.Contains("pas devant le Centre", late.Text(), StringComparison.Ordinal);
        Assert.Equal("Refusé", late.Typed());
    }

    [Fact]
    public async Task A_no_that_two_people_note_leads_both_to_the_firm()
    {
        var firm = await FirmAsync("Coopérative du Non", new ContactDraft("Bureau", "fr", "contact@du-non.example", EmailKind.Generic, IsMain: true));
        using var visitor = await SignedInAsync();
        var page = await visitor.GoAsync($"/firms/{firm.Id}/contacts/{firm.Contacts[0].Id}");

        await visitor.SendAsync(page, page.ButtonOf("opt-out"), ("Source", "Appel du matin"));
        var late = await visitor.SendAsync(page, page.ButtonOf("opt-out"), ("Source", "Appel du soir"));

        Assert.Equal((HttpStatusCode.OK, $"/firms/{firm.Id}"), (late.Status, late.Address.AbsolutePath));
        await using var scope = house.Scope();
        Assert.Equal("Appel du matin", (await scope.Db.Set<Contact>().SingleAsync(c => c.FirmId == firm.Id)).OptOutSource);
    }

    [Fact]
    public async Task A_firm_is_noted_at_the_entrance_once_however_many_see_it_come()
    {
        Guid round;
        await using (var scope = house.Scope())
        {
            var held = await scope.Db.Set<InvitationRound>().FirstAsync(r => r.State != RoundState.Cancelled);
            held.ChangeEvent(held.Event with { Date = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime), Seats = null }, held.EventChanges);
            await scope.Db.SaveChangesAsync();
            round = held.Id;
        }

        using var visitor = await SignedInAsync();
        var page = await visitor.GoAsync($"/rounds/{round}/arrivals");
        var note = page.One<IHtmlButtonElement>("main form[method=post] button.main");
        await visitor.SendAsync(page, note, ("People", "3"));
        var late = await visitor.SendAsync(page, note, ("People", "4"));

        Assert.Contains("déjà notée comme arrivée", late.Text(), StringComparison.Ordinal);
        Assert.Equal("4", late.Typed());
        await using var after = house.Scope();
        Assert.Equal(3, await after.Db.Set<Invitation>().Where(i => i.RoundId == round).SumAsync(i => i.ArrivedPeople ?? 0));
    }

    [Fact]
    public async Task A_request_that_a_colleague_settled_keeps_the_second_outcome()
    {
        Guid request;
        await using (var scope = house.Scope())
        {
            request = (await scope.Get<FileRightsRequest>().RunAsync(new RightsDraft(RightsKind.Access, "Zineb Ouhssaine", new DateOnly(2027, 1, 4), "zo@ex.example"), _coordinator, default)).Id;
        }

        using var visitor = await SignedInAsync();
        var page = await visitor.GoAsync($"/rights/{request}");
        await visitor.SendAsync(page, page.Button("done"), ("outcome", "Copie envoyée"));
        var late = await visitor.SendAsync(page, page.Button("refused"), ("outcome", "Demande infondée"));

        Assert.Contains("a déjà répondu à cette demande", late.Text(), StringComparison.Ordinal);
        Assert.Equal("Demande infondée", late.Typed());
        await using var after = house.Scope();
        Assert.Equal((RightsState.Done, "Copie envoyée"), await after.Db.Set<RightsRequest>().Where(r => r.Id == request).Select(r => ValueTuple.Create(r.State, r.Outcome)).SingleAsync());
    }

    [Fact]
    public async Task An_account_may_be_closed_and_opened_by_two_at_once()
    {
        Guid person;
        await using (var scope = house.Scope())
        {
            person = await scope.Db.Users.Where(p => p.Name == "Mohamed Lamine Dahbi").Select(p => p.Id).SingleAsync();
        }

        using var visitor = await SignedInAsync(Roles.Administrator);
        var open = await visitor.GoAsync($"/people/{person}");
        var closed = await visitor.SendAsync(open, open.ButtonOf("suspend"));
        var again = await visitor.SendAsync(open, open.ButtonOf("suspend"));
        await visitor.SendAsync(closed, closed.ButtonOf("reinstate"));
        var opened = await visitor.SendAsync(closed, closed.ButtonOf("reinstate"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (again.Status, opened.Status));
        await using var after = house.Scope();
        Assert.Null((await after.Db.Users.AsNoTracking().SingleAsync(p => p.Id == person)).SuspendedAt);
    }

    [Fact]
    public async Task A_lost_second_factor_may_be_removed_by_two_at_once()
    {
        Guid person;
        await using (var scope = house.Scope())
        {
            person = await scope.Db.Users.Where(p => p.Name == "Mohamed Lamine Dahbi").Select(p => p.Id).SingleAsync();
            await scope.Db.Users.Where(p => p.Id == person).ExecuteUpdateAsync(set => set.SetProperty(p => p.TwoFactorEnabled, true));
        }

        using var visitor = await SignedInAsync(Roles.Administrator);
        var page = await visitor.GoAsync($"/people/{person}");
        var done = await visitor.SendAsync(page, page.ButtonOf("second-factor"));
        var late = await visitor.SendAsync(page, page.ButtonOf("second-factor"));

        Assert.Contains("a retiré à Mohamed Lamine Dahbi", done.Text(), StringComparison.Ordinal);
        Assert.Contains("n'a pas ou n'a plus de vérification en deux étapes", late.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_is_read_in_one_tab_and_again_in_the_other()
    {
        await using (var scope = house.Scope())
        {
            var reader = await scope.Db.Users.Where(p => p.Name == "Leïla Berrada").Select(p => p.Id).SingleAsync();
            scope.Db.Add(new Notification(reader, new News(NotificationKind.PlanNews, new Wording("Nouveau"), new Wording("Pour essai"), "/plans", "late-form", LetterAbout.Nothing), Channel.ListOnly, house.Clock.GetUtcNow()));
            await scope.Db.SaveChangesAsync();
        }

        using var visitor = await SignedInAsync();
        var page = await visitor.GoAsync("/notifications");
        await visitor.SendAsync(page, page.ButtonOf("all"));
        var late = await visitor.SendAsync(page, page.ButtonOf("all"));

        Assert.Equal((HttpStatusCode.OK, "/notifications"), (late.Status, late.Address.AbsolutePath));
        Assert.NotNull((await visitor.GoAsync("/notifications?page=2147483647")).Page.QuerySelector("main button[name=id]"));
    }

    [Fact]
    public async Task A_campaign_that_starts_while_it_is_edited_keeps_what_was_typed()
    {
        Guid campaign;
        await using (var scope = house.Scope())
        {
            campaign = (await scope.Get<SaveCampaign>().RunAsync(null, CampaignHouse.Draft, 0, _coordinator, default)).Id;
        }

        using var visitor = await SignedInAsync();
        var page = await visitor.GoAsync($"/outreach/campaigns/{campaign}/edit");
        await using (var scope = house.Scope())
        {
            await scope.Db.Set<Campaign>().Where(c => c.Id == campaign).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CampaignState.Running));
        }

        var late = await visitor.SendAsync(page, page.One<IHtmlButtonElement>("main form button.main"), ("Form.Name", "Fiches d'avril"));

        Assert.Contains("a commencé ou est close", late.Text(), StringComparison.Ordinal);
        Assert.Equal("Fiches d'avril", late.One<IHtmlInputElement>("input[name='Form.Name']").Value);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GoAsync($"/outreach/campaigns/{campaign}/edit")).Status);
    }

    [Fact]
    public async Task Two_files_that_a_colleague_merged_or_parted_are_so_in_words()
    {
        var (one, other) = (await FirmAsync("Coopérative Safran Talmest"), await FirmAsync("Coop Safran Talmest"));
        using var visitor = await SignedInAsync();
        var pair = await PairAsync(one, other);
        var compared = await visitor.GoAsync($"/firms/pairs/{pair.Id}");
        Guid merge;
        await using (var scope = house.Scope())
        {
            merge = (await scope.Get<MergeFirms>().RunAsync(new MergeRequest(pair.Id, true, [], one.Version, other.Version), _coordinator, default)).Id;
        }

        var aside = await visitor.SendAsync(compared, compared.ButtonOf("aside"));
        var merged = await visitor.GoAsync($"/firms/merges/{merge}");
        await visitor.SendAsync(merged, merged.ButtonOf("undo"));
        var parted = await visitor.SendAsync(merged, merged.ButtonOf("undo"));

        Assert.Contains("Ces deux fiches ont été fusionnées par Nadia Berrada", aside.Text(), StringComparison.Ordinal);
        Assert.Contains("a déjà été annulée par", parted.Text(), StringComparison.Ordinal);
    }

    private async Task<Visitor> SignedInAsync(string role = Roles.Coordinator)
    {
        var visitor = house.Visitor();
        await visitor.SignInAsync(role);
        return visitor;
    }

    private async Task<Firm> FirmAsync(string name, ContactDraft? contact = null)
    {
        await using var scope = house.Scope();
        return await scope.Get<AddFirm>().RunAsync(new FirmDraft(name, "MA-09", "produits-terroir", City: "Taliouine", Phone: "05 28 53 11 22"), contact, "visite", _coordinator, default);
    }

    private async Task<Need> NeedAsync()
    {
        var firm = await FirmAsync("Coopérative du Besoin");
        await using var scope = house.Scope();
        return await scope.Get<RecordNeed>().RunAsync(new NeedRequest(firm.Id, NeedCategory.Certification, "Certification bio"), _coordinator, default);
    }

    private async Task<FirmPair> PairAsync(Firm one, Firm other)
    {
        await using var scope = house.Scope();
        await scope.Get<FindPairs>().RunAsync(default);
        var (first, second) = FirmPair.Ordered(one.Id, other.Id);
        return await scope.Db.Set<FirmPair>().AsNoTracking().SingleAsync(p => p.FirstId == first && p.SecondId == second);
    }
}
