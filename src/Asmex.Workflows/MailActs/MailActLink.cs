using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.MailActs;

/// <summary>Lets one person do one act on one request, once, from a letter. Only the letter holds the secret.</summary>
public sealed class MailActLink
{
    private MailActLink()
    {
    }

    /// <param name="secret">What the letter carries; see <see cref="SecretToken"/>.</param>
    /// <param name="left">What was left in the envelope when the letter was written.</param>
    public MailActLink(string secret, Guid personId, Approval approval, Verdict act, decimal? left, DateTimeOffset at, DateTimeOffset expiresAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(expiresAt, at);
        (PersonId, ApprovalId, Act, IssuedAt, ExpiresAt) = (personId, approval.Id, act, at, expiresAt);
        (Amount, Left, DueOn, Decisions) = (approval.Granted ?? approval.Amount, left, approval.DueOn, approval.Decisions.Count);
        (TokenHash, Seal) = (SecretToken.Hash(secret), SealOf(secret));
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string TokenHash { get; private init; } = "";

    /// <summary>Signs, with the secret as key, whom and what the link is for and until when: a row that was altered fits no letter.</summary>
    public string Seal { get; private init; } = "";
    public Guid PersonId { get; private init; }
    public Guid ApprovalId { get; private init; }
    public Verdict Act { get; private init; }

    /// <summary>The facts as the letter told them.</summary>
    public decimal? Amount { get; private init; }
    public decimal? Left { get; private init; }
    public DateOnly DueOn { get; private init; }
    public int Decisions { get; private init; }
    public DateTimeOffset IssuedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? UsedAt { get; private init; }
    public DateTimeOffset? RevokedAt { get; private init; }

    /// <summary>Why it does not open now; nothing while it does.</summary>
    public RuleBrokenException? Obstacle(DateTimeOffset now) =>
        UsedAt is { } used ? new RuleBrokenException("MailActs.Used", used)
        : RevokedAt is { } revoked ? new RuleBrokenException("MailActs.Revoked", revoked)
        : now >= ExpiresAt ? new RuleBrokenException("MailActs.Expired", ExpiresAt)
        : null;

    public bool FitsTo(string secret) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Seal), Encoding.ASCII.GetBytes(SealOf(secret)));

    private string SealOf(string secret)
    {
        var bound = string.Create(CultureInfo.InvariantCulture, $"{PersonId:N}|{ApprovalId:N}|{Act}|{ExpiresAt.ToUnixTimeMilliseconds()}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(bound)));
    }
}
