using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Needs;

/// <summary>Tells a firm by letter what is done about its need. The firm asked, so an opt-out from invitations does not stand against it; a dead address does.</summary>
public sealed class AnswerNeed(WorkflowsDbContext db, LetterWriter writer, InvitationLetters letters, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Nobody at the firm can be written to: it is to be called.</exception>
    public async Task RunAsync(Guid needId, string answer, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var (need, firm) = await db.NeedToWriteAsync(needId, actor, cancellation);
        var dead = await db.BarredAsync(firm.Contacts, isOutreach: false, cancellation);
        var person = firm.Contacts.OrderByDescending(c => c.IsMain).ThenBy(c => c.AddedAt).FirstOrDefault(c => c.Email is not null && !dead.Contains(c.AddressHash!))
            ?? throw new RuleBrokenException("Needs.NobodyToAnswer", firm.Name);
        need.Tell(answer, now);

        var contact = await letters.ContactAsync(need.Region, cancellation);
        var about = TextCatalog.Shared.SayInAll($"Needs.About{need.Category}");
        var model = new FirmLetter(about, firm.NameIn(person.Language), RegionCatalog.NameOf(need.Region), new Paragraphs(new Wording(need.Answer!)), contact, new Link("mailto:" + contact));
        var to = new Recipient(person.Email!, person.NameIn(person.Language), person.Language) { FirmId = firm.Id, ContactId = person.Id };
        writer.WriteNew(LetterKeys.NeedAnswer, to, model, $"need-answer:{need.Id:N}:{need.Answers}", new LetterAbout(ActionId: need.ActionId));
        db.Add(HistoryEntry.Of(actor, now, "History.NeedAnswered", new Subject(need.Region, FirmId: firm.Id), firm.Name, need.Answer!));
        await db.SaveNeedAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
