using Asmex.Workflows.Approvals;
using Asmex.Workflows.Firms.Segments;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>Invites firms by a campaign that was written, approved and started, and reads the links of its letters.</summary>
internal static class Invited
{
    /// <param name="firms">What the firms are found by.</param>
    /// <param name="addresses">How the addresses of their letters end.</param>
    /// <returns>The tokens in the order of the addresses.</returns>
    public static async Task<IReadOnlyList<string>> InviteAsync(this Product product, string firms, string addresses, EventDetails details, Questions? questions = null)
    {
        var (coordinator, direction) = (await product.ActorAsync(Roles.Coordinator), await product.ActorAsync(Roles.Direction));
        var chosen = await product.DoAsync<SaveSegment, FirmSegment>(save => save.RunAsync(firms, new(Text: firms), false, coordinator, default));
        var content = new CampaignContent(LetterKeys.Invitation, details, AsksAnswer: true, Questions: questions);
        var campaign = await product.DoAsync<SaveCampaign, Campaign>(save => save.RunAsync(null, new CampaignDraft(firms, null, content, new CampaignAudience(Segments: [chosen.Id])), 0, coordinator, default));
        var approval = await product.DoAsync<SubmitCampaign, Guid>(submit => submit.RunAsync(campaign.Id, coordinator, default));
        await product.DoAsync<DecideApproval>(decide => decide.RunAsync(new DecideRequest(approval, Verdict.Approve), direction, default));
        await product.DoAsync<StartCampaign>(start => start.RunAsync(campaign.Id, null, coordinator, default));
        await product.DoAsync<PrepareCampaign>(prepare => prepare.RunAsync(campaign.Id, default));
        await using var scope = product.Services.CreateAsyncScope();
        var letters = await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Letters.AsNoTracking().Where(l => l.Address.EndsWith(addresses)).OrderBy(l => l.Address).Select(l => l.Html).ToListAsync();
        return [.. letters.Select(html => html.Split("/a/")[1][..43])];
    }

    /// <summary>The first who holds a role everywhere.</summary>
    public static async Task<Actor> ActorAsync(this Product product, string role)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var people = await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Users.AsNoTracking().ToListAsync();
        return people.Select(p => Actor.Of(p, new DateOnly(2027, 1, 4))).First(a => a.Is(role, null));
    }

    public static async Task DoAsync<TVerb>(this Product product, Func<TVerb, Task> run)
        where TVerb : notnull
    {
        await using var scope = product.Services.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<TVerb>());
    }

    public static async Task<T> DoAsync<TVerb, T>(this Product product, Func<TVerb, Task<T>> run)
        where TVerb : notnull
    {
        await using var scope = product.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TVerb>());
    }
}
