using System.Globalization;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Reminders;

/// <summary>Every letter that an action of each type sends in a year, as lists that a person can read.</summary>
[Trait("Part", "Long")]
public sealed class LettersOfAYearTests
{
    [DatabaseTheory]
    [Row("conseil-export", "2027-04-15")]
    [Row("diag-offre", "2027-05-20")]
    [Row("ident-potentiel", "")]
    [Row("mission-b2b", "2027-06-15")]
    [Row("primo-export", "2027-05-10")]
    [Row("salon-collectif", "2027-11-15")]
    public async Task The_letters_of_a_year_are_these(DatabaseKind kind, string type, string fixedDate)
    {
        await using var house = await House.OpenAsync(kind);

        var written = await new YearOfLetters(house).PassAsync(type, fixedDate.Length == 0 ? null : DateOnly.ParseExact(fixedDate, "O", CultureInfo.InvariantCulture));

        Assert.Empty(await house.ReadAsync(db => db.Set<WorkflowIncident>().Select(i => i.Message).ToListAsync()));
        var file = Path.Combine(Repository.Root, "tests", "Asmex.Workflows.Tests", "Reminders", "Letters", type + ".txt");
        if (!File.Exists(file))
        {
            await File.WriteAllTextAsync(file, written);
            Assert.Fail($"There was no list {file}: it was written, read it before you keep it.");
        }

        Assert.Equal((await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n"), written);
    }
}
