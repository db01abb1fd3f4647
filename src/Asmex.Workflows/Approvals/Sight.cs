using System.Text.Json;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>What a person has before them of a request when deciding; kept with the decision.</summary>
/// <param name="Decisions">How many decisions were shown, and in the same way questions and their answers.</param>
public sealed record Sight(int Version, int Round, string Subject, decimal? Amount, Guid? Task, int Decisions, int Questions, int Answers)
{
    public string? Envelope { get; init; }

    /// <summary>What was left of the envelope and reserved on it.</summary>
    public decimal? Left { get; init; }
    public decimal? Reserved { get; init; }

    public static async Task<Sight> OfAsync(WorkflowsDbContext db, Approval approval, CancellationToken cancellation)
    {
        var envelope = approval.EnvelopeId is { } id ? await db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.Id == id, cancellation) : null;
        var answered = await db.Set<ApprovalQuestion>().Where(q => q.ApprovalId == approval.Id).Select(q => q.Answer != null).ToListAsync(cancellation);
        return new Sight(approval.Version, approval.Round, approval.Subject.Fr, approval.Granted ?? approval.Amount, approval.TaskId, approval.Decisions.Count, answered.Count, answered.Count(a => a))
        {
            Envelope = envelope?.Code,
            Left = envelope?.Left,
            Reserved = envelope?.Reserved,
        };
    }

    /// <exception cref="JsonException">The text is none.</exception>
    public static Sight Read(string text) => JsonSerializer.Deserialize<Sight>(text, StoredJson.Options) ?? throw new JsonException("Nothing was seen.");

    public string Write() => JsonSerializer.Serialize(this, StoredJson.Options);

    /// <summary>True when the request is still the one that was seen; what others draw on the envelope meanwhile does not change it.</summary>
    public bool IsStill(Sight now) => this with { Envelope = now.Envelope, Left = now.Left, Reserved = now.Reserved } == now;
}
