using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>Demands that a <see cref="TypedMoney"/> is a sum above zero; an empty one is for <see cref="RequiredAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SumAttribute() : ValidationAttribute("Field.NoSum")
{
    /// <summary>True where nothing (0) may be given too.</summary>
    public bool OrNothing { get; init; }

    public override bool IsValid(object? value) =>
        value is not TypedMoney typed || (typed.Amount is { } amount && (amount > 0 || (OrNothing && amount == 0)));
}
