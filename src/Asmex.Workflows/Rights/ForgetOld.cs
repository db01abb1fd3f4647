using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Rights;

/// <summary>Forgets what the rules say is kept no longer. What it would forget can be counted before.</summary>
public sealed class ForgetOld(WorkflowsDbContext db, IOptions<RightsOptions> options, TimeProvider clock)
{
    /// <summary>How much would be forgotten now.</summary>
    public async Task<IReadOnlyList<Retention>> PreviewAsync(CancellationToken cancellation)
    {
        var (letters, imports) = (Before(options.Value.MonthsOfLetters), Before(options.Value.MonthsOfImports));
        return
        [
            new Retention("Letters", options.Value.MonthsOfLetters, await Letters(letters).CountAsync(cancellation)),
            new Retention("Imports", options.Value.MonthsOfImports, await Rows(imports).CountAsync(cancellation)),
        ];
    }

    public async Task RunAsync(Actor actor, CancellationToken cancellation)
    {
        if (!actor.KeepsRegister())
        {
            throw new NothingThereException("register");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var letters = await Letters(Before(options.Value.MonthsOfLetters)).ExecuteUpdateAsync(set => set.SetProperty(l => l.Html, "").SetProperty(l => l.Text, ""), cancellation);
        var rows = await Rows(Before(options.Value.MonthsOfImports)).ExecuteDeleteAsync(cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.OldForgotten", new Subject(), letters, rows));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private DateTimeOffset Before(int months) => months == 0 ? DateTimeOffset.UnixEpoch : clock.GetUtcNow().AddMonths(-months);

    private IQueryable<Letter> Letters(DateTimeOffset before) => db.Letters.Where(l => l.WrittenAt < before && l.SettledAt != null && l.Text != "");

    private IQueryable<ImportRow> Rows(DateTimeOffset before) =>
        db.Set<ImportRow>().Where(r => db.Set<FirmImport>().Any(i => i.Id == r.ImportId && i.ChangedAt < before && i.State != ImportState.Checking && i.State != ImportState.Committing && i.State != ImportState.Undoing));
}

/// <param name="What">Letters or Imports.</param>
/// <param name="Months">0 for ever.</param>
public sealed record Retention(string What, int Months, int Count);
