using System.Globalization;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Audit;

/// <summary>Mails the head of the chain to the auditors, once a day: with it, what was written before cannot be rewritten unseen.</summary>
public sealed class MailAuditHead(WorkflowsDbContext db, LetterWriter writer, PeopleDirectory people, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var day = Zone.Today(clock);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(cancellation);
        foreach (var auditor in await people.HoldersAsync(Roles.Auditor, null, cancellation))
        {
            await writer.WriteAsync(LetterKeys.AuditHead, Recipient.Of(auditor), new AuditLetter(day, head.Number, head.Hash, new Link("/budgets")),
                $"audit-head:{day.ToString("O", CultureInfo.InvariantCulture)}:{auditor.Id:N}", new LetterAbout(), cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
