using System.Globalization;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Firms.Notes;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Needs;
using Asmex.Workflows.People;
using Asmex.Workflows.Rights;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Firms.Merging;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Asmex.Workflows.Tests.Rights;

public sealed class RightsTests
{
    private const string Name = "Zineb Ouhssaine";
    private const string Address = "zo@ex.example";
    private const string Phone = "+212661998877";

    private static readonly Actor _coordinator = new(Guid.CreateVersion7(), "Nadia Berrada", "fr", [new Holding(Roles.Coordinator, null)]);

    private static ContactDraft Zineb { get; } = new(Name, "fr", Address, EmailKind.Named, "0661 99 88 77", "Gérante", IsMain: true,
        Consent: new Consent(ConsentBasis.Given, new DateOnly(2026, 5, 2), "Formulaire"));

    [DatabaseTheory]
    public async Task Every_table_with_texts_is_searched_or_says_why_not(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var scope = database.Scope();

        var undecided = scope.Db.Model.GetEntityTypes().Where(e => !e.IsOwned() && PersonTable.HasTexts(e))
            .Select(e => e.ClrType).Where(t => !PersonTables.Searched.Contains(t) && !PersonTables.Others.ContainsKey(t)).Select(t => t.Name);

        Assert.Empty(undecided);
        Assert.Empty(PersonTables.Searched.Intersect(PersonTables.Others.Keys));
    }

    [DatabaseTheory]
    public async Task An_export_finds_the_person_in_every_table_and_an_erasure_in_none(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database, contact: Zineb);
        await PlantAsync(database, firm.Id);
        var request = await FileAsync(database, RightsKind.Erasure);

        await using (var scope = database.Scope())
        {
            var found = await scope.Get<PersonExport>().OfAsync(await scope.Db.Set<RightsRequest>().SingleAsync(r => r.Id == request.Id), default);
            var tables = PersonTable.All(scope.Db).Select(t => t.Name).Where(t => t != "firms").ToList();
            Assert.Empty(tables.Except(found.Keys));
        }

        await database.RunAsync<ErasePerson>(verb => verb.RunAsync(request.Id, _coordinator, default));

        Assert.Empty(await SaidAsync(database, Name, Address, Phone, "661998877"));
        await using var after = database.Scope();
        var contact = await after.Db.Set<Contact>().FirstAsync(c => c.FirmId == firm.Id);
        Assert.Equal(("—", null, null), (contact.Name, contact.Email, contact.Phone));
        Assert.Equal(SuppressionReason.Erased, (await after.Db.Set<Suppression>().SingleAsync(s => s.AddressHash == Emails.HashOf(Address))).Reason);
        Assert.Equal(RightsState.Done, (await after.Db.Set<RightsRequest>().SingleAsync(r => r.Id == request.Id)).State);
    }

    [DatabaseTheory]
    public async Task Both_files_of_a_merge_are_searched_and_an_undo_brings_nobody_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var thin = Twins.ThinDraft with { OtherPhones = $"05 28 86 12 34, {Phone}" };
        var twins = await Twins.AreAsync(database, full: null, Zineb, thin);
        await database.RunAsync<RecordVisit, FirmNote>(verb => verb.RunAsync(twins.Thin.Id, new FirmNoteDraft(FirmNoteKind.Call, new DateOnly(2027, 1, 3), $"Appelé {Name}"), null, Given.Delegate, default));
        var merge = await twins.MergeAsync(database);
        var request = await FileAsync(database, RightsKind.Erasure);

        await using (var scope = database.Scope())
        {
            var found = await scope.Get<PersonExport>().OfAsync(await scope.Db.Set<RightsRequest>().SingleAsync(r => r.Id == request.Id), default);
            Assert.Equal((2, 1, 1, 1), (found["firms"].Count, found["contacts"].Count, found["firm_notes"].Count, found["firm_merges"].Count));
        }

        await database.RunAsync<ErasePerson>(verb => verb.RunAsync(request.Id, _coordinator, default));
        Assert.Empty(await SaidAsync(database, Name, Address, Phone, "661998877"));
        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default));

        Assert.Empty(await SaidAsync(database, Name, Address, Phone, "661998877"));
        var (full, other) = await twins.FilesAsync(database);
        Assert.Equal(("Coopérative Argan Tiznit", "Coop. Argane Tiznit", "+212528861234"), (full.Name, other.Name, other.OtherPhones));
        Assert.Equal("—", Assert.Single(other.Contacts).Name);
    }

    [DatabaseTheory]
    public async Task Who_was_erased_and_comes_back_by_a_list_gets_no_letter(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database, contact: Zineb);
        var request = await FileAsync(database, RightsKind.Erasure);
        await database.RunAsync<ErasePerson>(verb => verb.RunAsync(request.Id, _coordinator, default));

        await database.RunAsync<AddContact, Contact>(verb => verb.RunAsync(firm.Id, Zineb, Given.Delegate, default));
        var audience = await database.RunAsync<SelectAudience, AudienceSelection>(verb => verb.RunAsync(new Audience(FirmIds: [firm.Id]), default));

        Assert.Empty(audience.Members);
        Assert.Equal(LeftOutReason.Suppressed, Assert.Single(audience.LeftOut).Reason);
    }

    [DatabaseTheory]
    public async Task Somebody_of_the_same_name_elsewhere_stays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Given.FirmAsync(database, contact: Zineb);
        var other = await Given.FirmAsync(database, Given.Draft with { Ice = null, Name = "Autre" }, Zineb with { Email = "other@ex.example", Phone = null });
        var request = await FileAsync(database, RightsKind.Erasure);

        await database.RunAsync<ErasePerson>(verb => verb.RunAsync(request.Id, _coordinator, default));

        await using var scope = database.Scope();
        var stays = await scope.Db.Set<Contact>().SingleAsync(c => c.FirmId == other.Id);
        Assert.Equal((Name, "other@ex.example"), (stays.Name, stays.Email));
    }

    [DatabaseTheory]
    public async Task Who_is_named_only_in_what_became_of_a_letter_to_the_firm_is_forgotten_there(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database, contact: Zineb);
        var other = await Given.FirmAsync(database, Given.Draft with { Ice = null, Name = "Autre" });
        await using (var scope = database.Scope())
        {
            scope.Db.AddRange(LetterTo(firm.Id, "one"), LetterTo(other.Id, "two"));
            await scope.Db.SaveChangesAsync();
            await scope.Db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.Reply, $"{Name} a rappelé"));
        }

        var request = await FileAsync(database, RightsKind.Erasure);
        await database.RunAsync<ErasePerson>(verb => verb.RunAsync(request.Id, _coordinator, default));

        await using var after = database.Scope();
        Assert.Equal(["— a rappelé", $"{Name} a rappelé"], await after.Db.Letters.OrderBy(l => l.CauseKey).Select(l => l.Reply!).ToListAsync());
    }

    [DatabaseTheory]
    public async Task Requests_are_due_settled_once_and_kept_by_few(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database, contact: Zineb);
        var objection = await FileAsync(database, RightsKind.Objection);
        var erasure = await FileAsync(database, RightsKind.Erasure);

        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<FileRightsRequest, RightsRequest>(verb => verb.RunAsync(Draft(RightsKind.Access), Given.Delegate, default)));
        var instead = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<SettleRightsRequest>(verb => verb.RunAsync(erasure.Id, false, "fait", _coordinator, default)));
        await database.RunAsync<SettleRightsRequest>(verb => verb.RunAsync(objection.Id, false, "Plus de messages", _coordinator, default));
        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<SettleRightsRequest>(verb => verb.RunAsync(objection.Id, true, "non", _coordinator, default)));

        await using var scope = database.Scope();
        Assert.Equal((new DateOnly(2027, 1, 14), true, false), (objection.DueOn, objection.IsLateOn(new DateOnly(2027, 1, 15)), objection.IsLateOn(new DateOnly(2027, 1, 14))));
        Assert.Equal(("Rights.EraseInstead", "Rights.Settled"), (instead.Key, twice.Key));
        Assert.NotNull((await scope.Db.Set<Contact>().SingleAsync(c => c.FirmId == firm.Id)).OptedOutAt);
        Assert.Equal(1, await scope.Db.Set<Suppression>().CountAsync());
    }

    [DatabaseTheory]
    public async Task What_is_old_is_counted_then_forgotten(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database, contact: Zineb);
        await using (var scope = database.Scope())
        {
            scope.Db.Add(LetterTo(firm.Id, "old"));
            await scope.Db.SaveChangesAsync();
            await scope.Db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.SettledAt, TestDatabase.Start));
        }

        database.Clock.Advance(TimeSpan.FromDays(365 * 2));
        Assert.Equal([0, 0], await CountsAsync(database));
        database.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal([1, 0], await CountsAsync(database));
        await database.RunAsync<ForgetOld>(verb => verb.RunAsync(_coordinator, default));

        Assert.Equal([0, 0], await CountsAsync(database));
        await using var after = database.Scope();
        var kept = await after.Db.Letters.SingleAsync();
        Assert.Equal(("Sujet", ""), (kept.Subject, kept.Text));
    }

    private static async Task<IEnumerable<int>> CountsAsync(TestDatabase database) =>
        (await database.RunAsync<ForgetOld, IReadOnlyList<Retention>>(verb => verb.PreviewAsync(default))).Select(r => r.Count);

    private static Letter LetterTo(Guid firm, string cause) => new(
        cause, "news", LetterKind.Service, new Recipient("bureau@firme.example", "Bureau", "fr") { FirmId = firm }, new LetterContent("Sujet", "<p>x</p>", "x"), LetterAbout.Nothing,
        new LetterWindow(TestDatabase.Start, TestDatabase.Start.AddDays(1)), TestDatabase.Start);

    private static RightsDraft Draft(RightsKind kind) => new(kind, Name, new DateOnly(2027, 1, 4), Address, "0661 99 88 77", "Par courriel");

    private static Task<RightsRequest> FileAsync(TestDatabase database, RightsKind kind) => database.RunAsync<FileRightsRequest, RightsRequest>(verb => verb.RunAsync(Draft(kind), _coordinator, default));

    // One row in every table, whose texts speak of the person as far as they are long enough.
    private static async Task PlantAsync(TestDatabase database, Guid firm)
    {
        await using var scope = database.Scope();
        await scope.Db.Database.OpenConnectionAsync();
        await scope.Db.Database.ExecuteSqlRawAsync(database.Kind == DatabaseKind.Sqlite ? "PRAGMA foreign_keys = OFF" : "SET session_replication_role = replica");
        foreach (var entity in scope.Db.Model.GetEntityTypes().Where(e => PersonTables.Searched.Contains(e.ClrType) && e.ClrType != typeof(Firm)))
        {
            var id = Guid.CreateVersion7();
            foreach (var table in entity.GetTableMappings())
            {
                var columns = table.ColumnMappings.Where(c => c.Property.ValueGenerated != ValueGenerated.OnAdd || c.Property.ClrType == typeof(Guid) || c.Property.ClrType == typeof(string)).ToList();
                var values = columns.Select(c => c.Property.Name switch { "FirmId" => firm, "Id" when c.Property.ClrType == typeof(Guid) => id, _ => Value(c.Property) }).ToList();
                var sql = $"INSERT INTO {table.Table.Name} ({string.Join(", ", columns.Select(c => $"\"{c.Column.Name}\""))}) VALUES ({string.Join(", ", values.Select((_, i) => $"{{{i}}}"))})";
                await scope.Db.Database.ExecuteSqlRawAsync(sql, values);
            }
        }
    }

    private static object Value(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var shown = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return shown.IsEnum && type == typeof(string) ? Enum.GetNames(shown)[0]
            : type == typeof(string) ? !PersonTable.IsText(property) ? "x" : (property.GetMaxLength() ?? 1_000) switch { >= 60 when !property.IsKey() => $"{Name} {Address} {Phone}", >= 16 when !property.IsKey() => Address, _ => "x" }
            : type == typeof(Guid) ? Guid.CreateVersion7()
            : type == typeof(DateTime) ? TestDatabase.Start.UtcDateTime
            : type == typeof(DateOnly) ? new DateOnly(2027, 1, 4)
            : type == typeof(TimeOnly) ? new TimeOnly(9, 0)
            : type == typeof(bool) ? false
            : Convert.ChangeType(0, Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture);
    }

    // Every text of every table, also of those that are not searched.
    private static async Task<List<string>> SaidAsync(TestDatabase database, params string[] terms)
    {
        await using var scope = database.Scope();
        await scope.Db.Database.OpenConnectionAsync();
        var said = new List<string>();
        foreach (var table in scope.Db.Model.GetRelationalModel().Tables.Select(t => t.Name))
        {
            await using var command = scope.Db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                said.AddRange(Enumerable.Range(0, reader.FieldCount).Where(i => !reader.IsDBNull(i) && terms.Any(t => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!.Contains(t, StringComparison.OrdinalIgnoreCase)))
                    .Select(i => $"{table}.{reader.GetName(i)}"));
            }
        }

        return [.. said.Distinct()];
    }
}
