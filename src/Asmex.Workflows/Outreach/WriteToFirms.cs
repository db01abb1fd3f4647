using Asmex.Workflows.Activities;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Writes to firms without asking for an answer. An outreach letter goes only to those who may be invited; what a firm's own act calls for goes
/// to its contact whatever was opted out of.</summary>
public sealed class WriteToFirms(WorkflowsDbContext db, LetterWriter writer, TemplateCatalog templates, InvitationLetters letters, ContactLimits limits, ActionTypes types)
    : IEffectHandler<SendFirmLettersEffect>
{
    public async Task ApplyAsync(SendFirmLettersEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var about = effect.SubjectOf ?? await ActionNameAsync(context, cancellation);
        var contact = await letters.ContactAsync(context.Region, cancellation);
        var isOutreach = templates.KindOf(effect.Letter) == LetterKind.Outreach;
        DateTimeOffset? notBefore = isOutreach ? await limits.NextAllowedAsync(context.Now, context.Region, cancellation) : null;
        var kept = (await db.KeptOfAsync(effect.FirmIds, cancellation)).Values.Distinct().ToList();
        var firms = await db.Set<Firm>().AsNoTracking().Include(f => f.Contacts).Where(f => kept.Contains(f.Id)).OrderBy(f => f.Name).ToListAsync(cancellation);
        var barred = await db.BarredAsync(firms.SelectMany(f => f.Contacts), isOutreach, cancellation);
        foreach (var firm in firms)
        {
            var person = firm.Contacts.OrderByDescending(c => c.IsMain).ThenBy(c => c.AddedAt)
                .FirstOrDefault(c => c.Email is not null && !barred.Contains(c.AddressHash!) && (!isOutreach || c.Obstacle is null));
            if (person is not null)
            {
                var model = new FirmLetter(about, firm.NameIn(person.Language), RegionCatalog.NameOf(context.Region ?? firm.Region), new Paragraphs(effect.Note), contact, new Link("mailto:" + contact));
                var to = new Recipient(person.Email!, person.NameIn(person.Language), person.Language) { FirmId = firm.Id, ContactId = person.Id };
                await writer.WriteAsync(effect.Letter, to, model, $"firm-letter:{effect.ExecutionId}:{firm.Id:N}", new LetterAbout(context.PlanId, context.ActionId), cancellation,
                    notBefore, unsubscribe: isOutreach ? letters.WayOut(person) : null);
            }
        }
    }

    private async Task<Wording> ActionNameAsync(EffectContext context, CancellationToken cancellation) =>
        await db.Set<PlanAction>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == context.ActionId, cancellation) is { } action
            ? await types.NameAsync(action, cancellation) : new Wording("ASMEX");
}
