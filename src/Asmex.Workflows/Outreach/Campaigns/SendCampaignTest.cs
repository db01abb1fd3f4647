using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Sends the letter of a campaign to the one who makes it, as a firm would get it; its links open nothing.</summary>
public sealed class SendCampaignTest(WorkflowsDbContext db, CampaignPreview preview, LetterWriter writer, TimeProvider clock)
{
    /// <param name="language">In which of the languages.</param>
    /// <exception cref="RuleBrokenException">The letter has a fault.</exception>
    public async Task<Letter> RunAsync(Guid id, string language, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var campaign = await db.CampaignToRunAsync(id, actor, cancellation);
        var person = await db.Users.SingleAsync(p => p.Id == actor.PersonId, cancellation);
        var somebody = new AudienceMember(Guid.Empty, person.NameIn(language), campaign.Region ?? "", Guid.Empty, person.NameIn(language), person.Email!, Languages.Known(language));
        var content = await preview.OfAsync(campaign, somebody, cancellation);
        var letter = writer.WriteTest(campaign.Content.Letter, Recipient.Of(person), content, $"campaign-test:{id:N}:{person.Id:N}:{clock.GetUtcNow().Ticks}:{language}");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return letter;
    }
}
