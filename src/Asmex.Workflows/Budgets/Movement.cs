using Asmex.Workflows.People;

namespace Asmex.Workflows.Budgets;

/// <summary>One line of the ledger: immutable, numbered within its envelope.</summary>
public sealed class Movement
{
    private Movement()
    {
    }

    internal Movement(Guid envelopeId, Guid planId, int number, MovementKind kind, decimal amount, int month, Actor actor, DateTimeOffset at)
    {
        (EnvelopeId, PlanId, Number, Kind, Amount, Month) = (envelopeId, planId, number, kind, amount, month);
        (ActorId, ActorName, At) = (actor.PersonId, actor.Name, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid EnvelopeId { get; private init; }
    public Guid PlanId { get; private init; }
    public int Number { get; private init; }
    public MovementKind Kind { get; private init; }
    public decimal Amount { get; private init; }

    /// <summary>Where it counts, as year × 100 + month.</summary>
    public int Month { get; private init; }
    public string? Line { get; init; }
    public Guid? ApprovalId { get; init; }

    /// <summary>The task whose answer asked for the money.</summary>
    public Guid? TaskId { get; init; }
    public string? Reason { get; init; }
    public string? Supplier { get; init; }
    public string? Partner { get; init; }
    public DateOnly? InvoicedOn { get; init; }
    public Guid? DocumentId { get; init; }

    /// <summary>SHA-256 of the document: the chain holds which content it was.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>For a transfer: where the money came from or went.</summary>
    public Guid? OtherEnvelopeId { get; init; }

    /// <summary>For a correction: the invoice that was booked wrongly.</summary>
    public Guid? CorrectsId { get; init; }
    public Guid? ActorId { get; private init; }
    public string ActorName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}
