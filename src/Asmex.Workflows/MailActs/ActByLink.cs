using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.MailActs;

/// <summary>Does the act of a link in the name of its person: the link is used up in the transaction of the decision, or neither happens.</summary>
public sealed class ActByLink(WorkflowsDbContext db, MailActLinks links, DecideApproval decide, TimeProvider clock)
{
    /// <exception cref="NothingThereException">No letter ever carried this link, or it was altered.</exception>
    /// <exception cref="RuleBrokenException">It was used, has expired, was taken back, is someone else's, asks for a sign-in, or the request has changed.</exception>
    public async Task RunAsync(MailActRequest request, CancellationToken cancellation)
    {
        var opened = await links.OpenAsync(request.Secret, cancellation) ?? throw new NothingThereException("link");
        if (links.Obstacle(opened, request.SignedIn) is { } obstacle)
        {
            throw obstacle;
        }

        var decision = new DecideRequest(opened.Approval.Id, opened.Link.Act, string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason, SeenVersion: request.SeenVersion)
        {
            Seen = request.Seen,
            Within = () => UseUpAsync(opened, cancellation),
        };
        await decide.RunAsync(decision, opened.Actor, cancellation);
    }

    private async Task UseUpAsync(OpenedAct opened, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var taken = await db.Set<MailActLink>().Where(l => l.Id == opened.Link.Id && l.UsedAt == null && l.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellation);
        if (taken == 0)
        {
            throw (await db.Set<MailActLink>().AsNoTracking().SingleAsync(l => l.Id == opened.Link.Id, cancellation)).Obstacle(now)!;
        }

        db.Add(HistoryEntry.Of(opened.Approval.SignatoryOf(opened.Actor) ?? opened.Actor, now, "History.DecidedByLetter", opened.Approval.About(), opened.Approval.Subject));
    }
}

/// <summary>What was posted on the page of a link.</summary>
/// <param name="SeenVersion">The version of the request that the page showed.</param>
/// <param name="SignedIn">Who is signed in, if anyone.</param>
public sealed record MailActRequest(string Secret, string? Reason, int SeenVersion, Guid? SignedIn)
{
    /// <summary>All that the page showed of it; absent for callers without a page.</summary>
    public Sight? Seen { get; init; }
}
