using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>A task: it opened, is soon due, is late, or waits for a guest.</summary>
/// <param name="Task">Its title.</param>
/// <param name="Action">The action it belongs to, with its edition.</param>
/// <param name="Region">The region's name.</param>
/// <param name="Due">The last day to do it; absent when it has none.</param>
/// <param name="DaysLate">Working days since <paramref name="Due"/>; 0 when it is not late.</param>
/// <param name="Owner">Who has to do it, by name, where the reader is someone else.</param>
/// <param name="Why">Why the reader gets this now, as a whole sentence; absent when the letter says it by itself.</param>
/// <param name="Link">The task's page.</param>
public sealed record TaskLetter(Wording Task, Wording? Action, Wording? Region, DateOnly? Due, int DaysLate, string? Owner, Wording? Why, Link Link) : LetterModel
{
    public static TaskLetter Sample { get; } = new(
        new Wording("Sélectionner 8 à 12 exposants", "اختيار 8 إلى 12 عارضا", "Select 8 to 12 exhibitors"),
        new Wording("Salon SIAL 2027", "معرض SIAL 2027", "SIAL fair 2027"), new Wording("Souss-Massa", "سوس-ماسة", "Souss-Massa"),
        new DateOnly(2026, 12, 3), 2, "Karim Idrissi", new Wording("L'étape précédente est terminée.", "اكتملت المرحلة السابقة.", "The step before is done."), new Link("/tasks/1"));

    /// <summary>Its last day is the day of the letter.</summary>
    public bool IsToday { get; init; }

    public bool IsLate => DaysLate > 0;
}
