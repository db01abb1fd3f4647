using Asmex.Workflows.Approvals;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>Says why an envelope has too little: what is left, what holds the rest, and who can free some of it.</summary>
public sealed class EnvelopeHolders(WorkflowsDbContext db, PeopleDirectory people)
{
    private const int MostNamed = 3;

    public async Task<RuleBrokenException> RefusalAsync(Guid envelopeId, decimal asked, CancellationToken cancellation)
    {
        var envelope = await db.Set<Envelope>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == envelopeId, cancellation) ?? throw new NothingThereException("envelope");
        var pending = await db.Set<Approval>().AsNoTracking().Where(a => a.EnvelopeId == envelopeId && a.Status == ApprovalStatus.Pending).ToListAsync(cancellation);
        var committed = await db.Set<Commitment>().AsNoTracking().Where(c => c.EnvelopeId == envelopeId && c.Left > 0).ToListAsync(cancellation);
        var held = pending.Select(a => (Wording: a.Subject, Amount: a.Amount ?? 0, By: a.RequesterName)).Concat(committed.Select(c => (Wording: new Wording(c.Purpose), Amount: c.Left, By: "")))
            .OrderByDescending(h => h.Amount).Take(MostNamed).ToList();
        var treasurers = await people.HoldersAsync(Roles.Treasurer, envelope.Region, cancellation);
        var free = treasurers.Concat(await people.HoldersAsync(Roles.Coordinator, envelope.Region, cancellation)).DistinctBy(p => p.Id).ToList();
        return envelope.TooLittleLeft(
            asked,
            new Wording(Said(Languages.French), Said(Languages.Arabic), Said(Languages.English)),
            free.Count == 0 ? "—" : string.Join(", ", free.Select(p => p.Name)));

        string Said(string language) => held.Count == 0 ? "—" : string.Join(" ; ", held.Select(h =>
            $"{h.Wording.In(language)} {Money.Brief(h.Amount, language)}{(h.By.Length > 0 ? $" ({h.By})" : "")}"));
    }
}
