using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.People;

namespace Asmex.Workflows.BrowserTests.Journey;

/// <summary>A plan from its launch to its report, by the clicks of the people who carry it; the steps are those of the fair's real definition.</summary>
public sealed class JourneyTests(SmallHouse house) : IClassFixture<SmallHouse>
{
    private const string Fair = "SIAL 2027";

    [BrowserFact]
    public Task A_plan_runs_from_launch_to_close() => house.BrowseAsync(async visit =>
    {
        var desk = new Desk(visit);
        await desk.PrepareAndValidateAsync(Fair);
        await desk.DecideOnTheFairAsync();
        await AskForMoneyAsync(desk);
        await InviteFirmsAsync(desk);
        await PrepareTheFairAsync(desk);
        await CloseAsync(desk);
        await visit.PictureAsync("journey-plan-closed");
    });

    private static async Task AskForMoneyAsync(Desk desk)
    {
        await desk.DoAsync(Roles.Direction, "Demande d'engagement : surface", ("amount", "148 000"));
        await desk.DecideAsync(Roles.Treasurer, "Réservation de la surface du salon", "SendBack", "Joindre un deuxième devis.");

        await desk.OpenAsync(Roles.Direction, "Demande d'engagement : surface");
        await desk.ReadAsync("Joindre un deuxième devis.");
        await desk.CompleteAsync(("amount", "136 000"));
        await desk.DecideAsync(Roles.Treasurer, "Réservation de la surface du salon");
        await desk.DecideAsync(Roles.Commission, "Réservation de la surface du salon");
        await desk.DoAsync(Roles.Direction, "Réservation de la surface");
    }

    private async Task InviteFirmsAsync(Desk desk)
    {
        await desk.DoAsync(Roles.Officer, "Texte de l'appel à participation");
        await desk.DecideAsync(Roles.Direction, "Texte de l'appel à participation");
        await AnswerAsync(desk, SmallHouse.ArganAddress, "دعوة", "Yes", "ar", Device.Phone);
        await AnswerAsync(desk, SmallHouse.CitrusAddress, "Invitation", "No");

        await desk.OpenAsync(Roles.Delegate, "Sélection de 8 à 12 exposants");
        await desk.Page.GetByLabel(SmallHouse.ArganFirm).CheckAsync();
        await desk.CompleteAsync();
        await desk.DecideAsync(Roles.Commission, "Liste des exposants retenus");
        await AnswerAsync(desk, SmallHouse.ArganAddress, SmallHouse.ArganFirm, "Yes", "ar", Device.Phone);
    }

    private async Task PrepareTheFairAsync(Desk desk)
    {
        await desk.DoAsync(Roles.Officer, "Demandes d'engagement : préparation", ("amount", "60 000"));
        await desk.DecideAsync(Roles.Direction, "Préparation du salon");
        await desk.DoAsync(Roles.Officer, "Échantillons, visas, carnet ATA, fret, catalogue");
        await desk.DoAsync(Roles.Treasurer, "Participations encaissées, assurance-foire SMAEX");
        await HandOverAsync(desk, "Cinq rendez-vous acheteurs par exposant", "anna@experts.example");
    }

    private async Task CloseAsync(Desk desk)
    {
        await desk.OpenAsync(Roles.Delegate, "Tenue du salon");
        await desk.Page.GetByLabel(SmallHouse.ArganFirm).CheckAsync();
        await desk.CompleteAsync();
        await AnswerAsync(desk, SmallHouse.ArganAddress, "رأيكم", "Yes", "ar", Device.Phone);
        await desk.DoAsync(Roles.Treasurer, "Bilan chiffré et clôture financière");
        await desk.DecideAsync(Roles.Commission, "Bilan du salon");
        await SeeTheFairClosedAsync(desk);

        await desk.DoAsync(Roles.Delegate, "Rapport annuel du plan", ("newExporters", "27"));
        await desk.DecideAsync(Roles.Coordinator, "Rapport annuel du plan");
        await desk.Page.GotoAsync("/plans");
        await desk.ClickAsync("Plan 2027 · Souss-Massa");
        await desk.SeeAsync(".page-head .state.done");
        await desk.ReadAsync("27");
    }

    private static async Task SeeTheFairClosedAsync(Desk desk)
    {
        await desk.AsAsync(Roles.Delegate);
        await desk.Page.GotoAsync("/plans");
        await desk.ClickAsync("Plan 2027 · Souss-Massa");
        await desk.ClickAsync($"Participation collective à un salon international · {Fair}");
        await desk.SeeAsync(".page-head .state.done");
        await desk.SeeAsync(".figures div:has-text('Invitées') dd:text-is('2')");
        await desk.SeeAsync(".figures div:has-text('Ont répondu') dd:text-is('2')");
        await desk.SeeAsync(".figures div:has-text('Oui') dd:text-is('1')");
    }

    /// <summary>A firm follows the link of its letter, without an account.</summary>
    private Task AnswerAsync(Desk desk, string address, string about, string reply, string language = "fr", Device device = Device.Desktop) => house.BrowseAsync(async visit =>
    {
        var firm = new Desk(visit);
        await visit.GoAsync(await firm.LinkInLetterAsync(address, about, "/a/"));
        await firm.Page.Locator($"input[value={reply}]").CheckAsync();
        if (await firm.Page.Locator("input[type=file]").CountAsync() > 0)
        {
            await firm.Page.Locator("input[type=file]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "charte.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 charter"u8.ToArray() });
        }

        await firm.Page.Locator("form button.main").ClickAsync();
        await firm.SeeAsync(".notice.done");
        await visit.PictureAsync($"journey-answer-{reply}-{language}");
    }, language, device);

    /// <summary>An expert does a task by a personal link.</summary>
    private async Task HandOverAsync(Desk desk, string task, string expert)
    {
        await desk.OpenAsync(Roles.Delegate, task);
        await desk.Page.Locator("a.main[href$='/guest']").ClickAsync();
        await desk.TypeAsync("Nom et prénom", "Anna Keller");
        await desk.TypeAsync("Adresse électronique", expert);
        await desk.PressAsync("Envoyer", then: ".state.waiting");
        await house.BrowseAsync(async visit =>
        {
            var guest = new Desk(visit);
            await visit.GoAsync(await guest.LinkInLetterAsync(expert, task, "/g/"));
            await guest.Page.Locator("form.task-form button.main").WaitForAsync();
            await guest.CompleteAsync();
        });
    }
}
