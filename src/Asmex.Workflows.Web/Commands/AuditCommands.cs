using System.CommandLine;
using System.Globalization;
using Asmex.Workflows.Audit;

namespace Asmex.Workflows.Web.Commands;

/// <summary>What an auditor asks from a shell.</summary>
internal static class AuditCommands
{
    public static Command Build()
    {
        var head = new Option<string?>("--head") { Description = "NUMBER:HASH of a letter with the head of the chain; its row must still be there." };
        return new Command("audit", "The chain of money, decisions, policies and rights.")
        {
            new Command("verify", "Verifies the chain and what it is about; names the first broken row.") { head }.Does(async (parsed, house, cancellation) =>
            {
                var verdict = await house.GetRequiredService<VerifyAudit>().RunAsync(Known(parsed.GetValue(head)), cancellation);
                Console.WriteLine($"{verdict.Rows} rows, head {verdict.Rows}:{verdict.Head}");
                if (verdict.Broken is { } broken)
                {
                    throw new FormatException($"Broken: {broken}.");
                }

                Console.WriteLine("The chain holds.");
            }),
        };
    }

    private static (int Number, string Hash)? Known(string? head) => head is null ? null
        : head.Split(':') is [var number, var hash] && int.TryParse(number, CultureInfo.InvariantCulture, out var row) ? (row, hash.Trim().ToLowerInvariant())
        : throw new FormatException($"--head wants NUMBER:HASH, not '{head}'.");
}
