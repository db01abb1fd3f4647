using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.MailActs;

/// <summary>Makes the links of a letter, and finds again what a link is for.</summary>
public sealed class MailActLinks(WorkflowsDbContext db, Absences absences, IOptions<MailActOptions> options, TimeProvider clock)
{
    /// <summary>One link an act, for the letter of this person; none where they are switched off.</summary>
    public async Task<IReadOnlyDictionary<Verdict, Link>> IssueAsync(Approval approval, Person person, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var links = new Dictionary<Verdict, Link>();
        if (!options.Value.Enabled)
        {
            return links;
        }

        var left = await LeftAsync(approval, cancellation);

        // Milliseconds are what every database keeps; the seal must not depend on more.
        var expires = DateTimeOffset.FromUnixTimeMilliseconds((now + options.Value.ValidFor).ToUnixTimeMilliseconds());
        foreach (var act in Enum.GetValues<Verdict>())
        {
            var secret = SecretToken.New();
            db.Add(new MailActLink(secret, person.Id, approval, act, left, now, expires));
            links[act] = new Link("/act/" + secret);
        }

        return links;
    }

    /// <summary>What a link is for, with the facts of now; nothing where no letter ever carried it.</summary>
    public async Task<OpenedAct?> OpenAsync(string secret, CancellationToken cancellation)
    {
        var hash = SecretToken.Hash(secret);
        var link = options.Value.Enabled ? await db.Set<MailActLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, cancellation) : null;
        if (link is null || !link.FitsTo(secret))
        {
            return null;
        }

        var approval = await db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == link.ApprovalId, cancellation);
        var person = await db.Users.AsNoTracking().SingleAsync(p => p.Id == link.PersonId, cancellation);
        return new OpenedAct(link, approval, person, await absences.ActorAsync(person, cancellation), await LeftAsync(approval, cancellation));
    }

    /// <summary>True when the act asks for a signed-in person: it says yes to more than the house allows by letter.</summary>
    public bool NeedsSignIn(OpenedAct opened) => opened.Link.Act == Verdict.Approve && opened.Amount > options.Value.SignInAbove;

    /// <summary>Why this person, or a stranger, cannot do it here and now; nothing when they can.</summary>
    public RuleBrokenException? Obstacle(OpenedAct opened, Guid? signedIn) =>
        signedIn is { } other && other != opened.Person.Id ? new RuleBrokenException("MailActs.OtherPerson", opened.Person.Name)
        : opened.Link.Obstacle(clock.GetUtcNow()) is { } obstacle ? obstacle
        : opened.Person.SuspendedAt is not null || !opened.Approval.AwaitsDecisionOf(opened.Actor) ? NotAwaited(opened)
        : NeedsSignIn(opened) && signedIn is null ? new RuleBrokenException("MailActs.SignIn", opened.Amount!.Value)
        : null;

    private static RuleBrokenException NotAwaited(OpenedAct opened) => opened.Approval.IsPending || opened.Approval.DecidedAt is not { } decided
        ? new RuleBrokenException("MailActs.NotYoursNow", opened.Approval.Subject)
        : new RuleBrokenException("Approvals.AlreadyDecided", opened.Approval.Subject, opened.Approval.LastDecision?.PersonName ?? "ASMEX", decided);

    private async Task<decimal?> LeftAsync(Approval approval, CancellationToken cancellation) => approval.EnvelopeId is { } id
        ? await db.Set<Envelope>().AsNoTracking().Where(e => e.Id == id).Select(e => (decimal?)e.Left).SingleAsync(cancellation)
        : null;
}

/// <summary>A link with the facts of now.</summary>
/// <param name="Actor">The person as they may act now, for the absent too.</param>
/// <param name="Left">What is left in the envelope after the amount, which is reserved.</param>
public sealed record OpenedAct(MailActLink Link, Approval Approval, Person Person, Actor Actor, decimal? Left)
{
    public decimal? Amount => Approval.Granted ?? Approval.Amount;

    /// <summary>What is no longer as the letter told it.</summary>
    public bool HasChanged => Amount != Link.Amount || Left != Link.Left || Approval.DueOn != Link.DueOn || Approval.Decisions.Count != Link.Decisions;
}
