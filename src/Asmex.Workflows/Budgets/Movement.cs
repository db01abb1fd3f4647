using Asmex.Workflows.People;

namespace Asmex.Workflows.Budgets;

/// <summary>One line of the ledger: immutable, numbered within its envelope.</summary>
public sealed class Movement
{
    private Movement()
    {
    }

    internal Movement(Guid envelopeId, int number, MovementKind kind, decimal amount, Actor actor, DateTimeOffset at)
    {
        (EnvelopeId, Number, Kind, Amount) = (envelopeId, number, kind, amount);
        (ActorId, ActorName, At) = (actor.PersonId, actor.Name, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid EnvelopeId { get; private init; }
    public int Number { get; private init; }
    public MovementKind Kind { get; private init; }
    public decimal Amount { get; private init; }
    public string? Line { get; init; }
    public Guid? ApprovalId { get; init; }
    public string? Reason { get; init; }
    public string? Supplier { get; init; }
    public DateOnly? InvoicedOn { get; init; }
    public Guid? DocumentId { get; init; }
    public Guid? ActorId { get; private init; }
    public string ActorName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}
