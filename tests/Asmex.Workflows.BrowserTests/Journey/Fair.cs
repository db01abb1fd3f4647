using Asmex.Workflows.People;

namespace Asmex.Workflows.BrowserTests.Journey;

/// <summary>How every journey of a fair begins.</summary>
internal static class Fair
{
    /// <summary>What the plan's action is: a fair, where nothing else is said.</summary>
    internal sealed record Planned(string Type, string DateLabel, string Date, string Budget);

    /// <summary>From the launch of the year's plan, with one action in it, to its validation; sent back once.</summary>
    public static async Task PrepareAndValidateAsync(this Desk desk, string edition, Planned? planned = null)
    {
        var (type, dateLabel, date, budget) = planned ?? new Planned("salon-collectif", "Premier jour du salon", "2027-11-15", "900 000");
        await desk.AsAsync(Roles.Coordinator);
        await desk.Page.GotoAsync($"/plans/new?region={SmallHouse.SoussMassa}&year=2027");
        await desk.PressAsync("Lancer le plan 2027", then: ".page-head .state");

        await desk.OpenAsync(Roles.Delegate, "Préparer le plan de l'année");
        await desk.TypeAsync("Enveloppe de l'année", "1 000 000");
        await desk.Page.Locator("#new-indicator").SelectOptionAsync("newExporters");
        await desk.PressAsync("Ajouter l'objectif", then: "#field-Form-Objectives-0-Target");
        await desk.TypeAsync("Entreprises ayant exporté pour la première fois", "25");
        await desk.Page.Locator("#new-type").SelectOptionAsync(type);
        await desk.PressAsync("Ajouter l'action", then: "#action-0");
        await desk.TypeAsync("Édition", edition);
        await desk.TypeAsync("Budget", budget);
        await desk.TypeAsync("Début", "2027-01-04");
        await desk.TypeAsync(dateLabel, date);
        await desk.PressAsync("Remettre le plan au Centre", then: ".page-head .state.waiting");

        await desk.OpenAsync(Roles.Coordinator, "Valider le plan de la région");
        await desk.TypeAsync("Remarques", "Relever la cible.");
        await desk.PressAsync("Renvoyer avec ces remarques", then: ".notice");

        await desk.OpenAsync(Roles.Delegate, "Préparer le plan de l'année");
        await desk.ReadAsync("Relever la cible.");
        await desk.TypeAsync("Entreprises ayant exporté pour la première fois", "30");
        await desk.PressAsync("Remettre le plan au Centre", then: ".page-head .state.waiting");

        await desk.OpenAsync(Roles.Coordinator, "Valider le plan de la région");
        await desk.PressAsync("Valider le plan", then: "a[href^='actions/']");
    }

    /// <summary>To where money is asked for.</summary>
    public static async Task DecideOnTheFairAsync(this Desk desk)
    {
        await desk.DoAsync(Roles.Delegate, "Note d'opportunité et choix du salon");
        await desk.DecideAsync(Roles.Commission, "Participation au salon proposé");
        await desk.DoAsync(Roles.Direction, "Budget et cofinancement", ("total", "400 000"), ("cofinancing", "0"), ("exhibitorShare", "0"));
        await desk.DecideAsync(Roles.Treasurer, "Budget et cofinancement du salon");
    }
}
