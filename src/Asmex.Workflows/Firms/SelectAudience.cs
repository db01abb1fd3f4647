using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Firms.Segments;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms;

/// <summary>Finds the one person of each firm of an audience who may be written to, and says of each other firm why there is none.</summary>
/// <remarks>Suppressions are looked up again when a letter is sent: somebody may say no in between.</remarks>
public sealed class SelectAudience(WorkflowsDbContext db)
{
    /// <exception cref="RuleBrokenException">Nothing narrows the audience.</exception>
    public async Task<AudienceSelection> RunAsync(Audience audience, CancellationToken cancellation)
    {
        if (audience.IsEverybody)
        {
            throw new RuleBrokenException("Firms.AudienceIsEverybody");
        }

        var firms = await (await MeantAsync(audience, cancellation)).AsNoTracking().Include(f => f.Contacts).OrderBy(f => f.Name).ThenBy(f => f.Id).ToListAsync(cancellation);
        var suppressed = await db.Set<Suppression>().AsNoTracking().Select(s => s.AddressHash).ToHashSetAsync(cancellation);
        var (members, leftOut) = (new List<AudienceMember>(), new List<LeftOutFirm>());
        foreach (var firm in firms)
        {
            if (firm.Contacts.OrderByDescending(c => c.IsMain).ThenBy(c => c.Kind == EmailKind.Generic).ThenBy(c => c.AddedAt).ThenBy(c => c.Id)
                .FirstOrDefault(c => Obstacle(c, audience, suppressed) is null) is { } contact)
            {
                members.Add(new AudienceMember(
                    firm.Id, firm.NameIn(contact.Language), firm.Region, contact.Id, contact.NameIn(contact.Language), contact.Email!, contact.Language));
            }
            else
            {
                var nearest = firm.Contacts.Max(c => Obstacle(c, audience, suppressed)) ?? LeftOutReason.NoContact;
                leftOut.Add(new LeftOutFirm(firm.Id, firm.Name, firm.Region, nearest));
            }
        }

        return new AudienceSelection(members, leftOut);
    }

    private static LeftOutReason? Obstacle(Contact contact, Audience audience, HashSet<string> suppressed) =>
        contact.Obstacle
        ?? (suppressed.Contains(contact.AddressHash!) ? LeftOutReason.Suppressed
            : audience.Language is { } language && contact.Language != language ? LeftOutReason.OtherLanguage
            : null);

    private async Task<IQueryable<Firm>> MeantAsync(Audience audience, CancellationToken cancellation)
    {
        IQueryable<Firm> firms = db.Set<Firm>();
        if (audience.Segments is { Count: > 0 } segments)
        {
            var members = await db.FirmsOfAsync(segments, cancellation);
            firms = firms.Where(f => members.Contains(f.Id));
        }

        firms = audience.Regions is { Count: > 0 } regions ? firms.Where(f => regions.Contains(f.Region)) : firms;
        firms = audience.Sectors is { Count: > 0 } sectors ? firms.Where(f => sectors.Contains(f.Sector)) : firms;
        firms = audience.Statuses is { Count: > 0 } statuses ? firms.Where(f => statuses.Contains(f.ExportStatus)) : firms;
        if (audience.FirmIds is { Count: > 0 } picked)
        {
            var ids = (await db.KeptOfAsync(picked, cancellation)).Values.Distinct().ToList();
            firms = firms.Where(f => ids.Contains(f.Id));
        }

        return firms;
    }
}
