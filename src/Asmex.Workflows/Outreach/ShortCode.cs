using System.Security.Cryptography;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach;

/// <summary>A code that a person can read and type: at the entrance, or from a letter on paper. Only its hash is kept.</summary>
public sealed class ShortCode
{
    /// <summary>Forty-eight bits: with so many tries a minute as the pages allow, nobody guesses one in a lifetime.</summary>
    public const int Length = 10;

    // Without what looks alike: 0 and O, 1, I and L, 5 and S, U and V.
    private const string Signs = "2346789ABCDEFGHJKMNPQRTVWXYZ";

    private ShortCode()
    {
    }

    public ShortCode(string code, Guid invitationId, ShortCodeUse use, DateTimeOffset at) => (CodeHash, InvitationId, Use, At) = (HashOf(code)!, invitationId, use, at);

    public string CodeHash { get; private init; } = "";
    public Guid InvitationId { get; private init; }
    public ShortCodeUse Use { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>A new one, as it is printed: <c>ABCDE-FGHJK</c>.</summary>
    public static string New()
    {
        var signs = RandomNumberGenerator.GetString(Signs, Length);
        return $"{signs[..(Length / 2)]}-{signs[(Length / 2)..]}";
    }

    /// <summary>The hash of a code as somebody typed it, in any case, with blanks or a dash; null when it cannot be one.</summary>
    public static string? HashOf(string? typed)
    {
        var signs = new string([.. (typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return signs.Length == Length && signs.All(Signs.Contains) ? SecretToken.Hash(signs) : null;
    }
}

public enum ShortCodeUse
{
    /// <summary>Shown at the entrance; opens nothing to who holds it.</summary>
    Arrival,

    /// <summary>Printed in a letter: opens the firm's answer page.</summary>
    Answer,
}
