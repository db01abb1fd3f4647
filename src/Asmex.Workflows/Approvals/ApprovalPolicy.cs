using System.Text.Json;

namespace Asmex.Workflows.Approvals;

/// <summary>Who decides on money, by amount: bands from small to large, the last without a bound.</summary>
/// <param name="Version">Counted up by the author; every decision keeps the one it was taken under.</param>
/// <param name="WorkingDays">How long a request may wait before it expires.</param>
public sealed record ApprovalPolicy(int Version, int WorkingDays, IReadOnlyList<PolicyBand> Bands)
{
    /// <exception cref="FormatException">The text is no policy, or a band is missing or out of order; the message says which.</exception>
    public static ApprovalPolicy Read(string json)
    {
        var policy = Parse(json);
        if (policy.Bands is not { Count: > 0 } || policy.Bands[^1].UpTo is not null)
        {
            throw new FormatException("$.bands: the last band must have no 'upTo', or great amounts could be decided by no one.");
        }

        for (var i = 0; i < policy.Bands.Count; i++)
        {
            if (policy.Bands[i].Levels is not { Count: > 0 })
            {
                throw new FormatException($"$.bands[{i}].levels: a band needs at least one level.");
            }

            if (i > 0 && policy.Bands[i].UpTo is { } bound && bound <= policy.Bands[i - 1].UpTo)
            {
                throw new FormatException($"$.bands[{i}].upTo: {bound} does not lie above the band before it.");
            }
        }

        return policy;
    }

    /// <summary>The levels an amount needs, in sequence.</summary>
    public IReadOnlyList<ApprovalLevel> LevelsFor(decimal amount) => Bands.First(b => b.UpTo is null || amount <= b.UpTo).Levels;

    private static ApprovalPolicy Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ApprovalPolicy>(json, JsonSerializerOptions.Web) ?? throw new FormatException("$: the policy is empty.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"{problem.Path ?? "$"}, line {problem.LineNumber + 1}: {problem.Message}", problem);
        }
    }
}

/// <summary>Amounts up to a bound (included), and who decides on them.</summary>
public sealed record PolicyBand(decimal? UpTo, IReadOnlyList<ApprovalLevel> Levels);
