using System.Text.Json;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>A file of firms on its way into the registry: taken, mapped, checked, committed, and undone as a whole if need be.</summary>
public sealed class FirmImport
{
    private FirmImport()
    {
    }

    public FirmImport(Guid id, string fileName, string sender, SheetFacts facts, ColumnMapping mapping, Actor by, DateTimeOffset now)
    {
        (Id, FileName, Sender) = (id, fileName.Length > 200 ? fileName[^200..] : fileName, Line.Of(sender, 100) ?? throw new RuleBrokenException("Imports.NoSender"));
        (Encoding, Separator) = (facts.Encoding.Length > 100 ? facts.Encoding[..100] : facts.Encoding, facts.Separator?.ToString());
        (ById, ByName, TakenAt, ChangedAt) = (by.PersonId, by.Name, now, now);
        Regions = by.SeesAllRegions ? null : string.Join(' ', by.Regions.Where(by.MayWrite));
        Columns = JsonSerializer.Serialize(mapping);
    }

    public Guid Id { get; private init; }
    public string FileName { get; private init; } = "";

    /// <summary>Who sent the file; firms and consents say that they come from there.</summary>
    public string Sender { get; private init; } = "";
    public string Encoding { get; private init; } = "";
    public string? Separator { get; private init; }
    public Guid? ById { get; private init; }
    public string ByName { get; private init; } = "";
    public DateTimeOffset TakenAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The regions whose firms the person keeps, parted by spaces; absent for all.</summary>
    public string? Regions { get; private init; }

    public string Columns { get; private set; } = "{}";
    public ImportState State { get; private set; }

    /// <summary>How many rows of each verdict.</summary>
    public int New { get; private set; }
    public int Warn { get; private set; }
    public int Update { get; private set; }
    public int Duplicate { get; private set; }
    public int Reject { get; private set; }

    /// <summary>How many rows the present work has behind it.</summary>
    public int Done { get; private set; }

    /// <summary>Firms that an undo left, because they were changed or used since.</summary>
    public int Kept { get; private set; }

    public bool IsStopAsked { get; private set; }

    /// <summary>Until when a node works on it; another may go on afterwards.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    public int Rows => New + Warn + Update + Duplicate + Reject;

    /// <summary>The rows that a commit brings in.</summary>
    public int Usable => New + Warn + Update;

    public bool IsAtWork => State is ImportState.Checking or ImportState.Committing or ImportState.Undoing;

    public ColumnMapping Mapping => JsonSerializer.Deserialize<ColumnMapping>(Columns)!;

    /// <summary>What firms and consents say about where they come from.</summary>
    public string Source => $"{Sender} ({FileName})" is var source && source.Length > 200 ? source[..200] : source;

    public void Map(ColumnMapping mapping, DateTimeOffset now)
    {
        MustBe(ImportState.Taken, ImportState.Checked);
        Columns = JsonSerializer.Serialize(mapping.MustDo(FileName));
        Go(ImportState.Checking, now);
    }

    /// <summary>A row was mended: what the others are may have changed with it.</summary>
    public void CheckAgain(DateTimeOffset now)
    {
        MustBe(ImportState.Checked);
        Go(ImportState.Checking, now);
    }

    public void Checked(IReadOnlyDictionary<Verdict, int> counts, DateTimeOffset now)
    {
        MustBe(ImportState.Checking);
        (New, Warn, Update) = (counts.GetValueOrDefault(Verdict.New), counts.GetValueOrDefault(Verdict.Warn), counts.GetValueOrDefault(Verdict.Update));
        (Duplicate, Reject) = (counts.GetValueOrDefault(Verdict.Duplicate), counts.GetValueOrDefault(Verdict.Reject));
        Go(ImportState.Checked, now);
    }

    /// <summary>Begins the commit, or goes on with one that was stopped.</summary>
    public void Commit(DateTimeOffset now)
    {
        MustBe(ImportState.Checked, ImportState.Stopped);
        if (Usable == 0)
        {
            throw new RuleBrokenException("Imports.NothingUsable", FileName);
        }

        var done = State == ImportState.Stopped ? Done : 0;
        Go(ImportState.Committing, now);
        Done = done;
    }

    public void Stop()
    {
        MustBe(ImportState.Committing);
        IsStopAsked = true;
    }

    public void Undo(DateTimeOffset now)
    {
        MustBe(ImportState.Committed, ImportState.Stopped, ImportState.Failed);
        Go(ImportState.Undoing, now);
    }

    /// <summary>Its work cannot be done: it is not begun again and again.</summary>
    public void Fail(DateTimeOffset now)
    {
        MustBe(ImportState.Checking, ImportState.Committing, ImportState.Undoing);
        Go(ImportState.Failed, now);
    }

    /// <summary>Holds the import for this node while it works.</summary>
    public void Claim(DateTimeOffset until) => ClaimedUntil = until;

    public void Progress(int rows, DateTimeOffset claimedUntil) => (Done, ClaimedUntil) = (Done + rows, claimedUntil);

    /// <summary>Ends the present work: all is done, or a person stopped it.</summary>
    public void End(bool isStopped, int kept, DateTimeOffset now)
    {
        MustBe(ImportState.Committing, ImportState.Undoing);
        var done = Done;
        Kept += kept;
        Go(State == ImportState.Undoing ? ImportState.Undone : isStopped ? ImportState.Stopped : ImportState.Committed, now);
        Done = done;
    }

    private void Go(ImportState state, DateTimeOffset now) => (State, Done, IsStopAsked, ClaimedUntil, ChangedAt) = (state, 0, false, null, now);

    private void MustBe(params IEnumerable<ImportState> states)
    {
        if (!states.Contains(State))
        {
            throw new RuleBrokenException("Imports.NotNow", FileName);
        }
    }
}
