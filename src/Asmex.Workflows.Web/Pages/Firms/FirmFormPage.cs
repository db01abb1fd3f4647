using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Pages.Shared;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Firms;

/// <summary>A form about one firm of the reader's: it finds the firm, runs the verb, and either leads back or says why not.</summary>
public abstract class FirmFormPage : ReadComponent
{
    [Parameter] public Guid Id { get; set; }
    [Inject] protected WorkflowsDbContext Db { get; set; } = default!;
    [Inject] protected CurrentActor Current { get; set; } = default!;
    [Inject] protected NavigationManager Navigation { get; set; } = default!;
    [Inject] protected TimeProvider Clock { get; set; } = default!;
    [Inject] private Words Words { get; set; } = default!;

    /// <summary>Absent when the firm is not there for this person: then nothing is shown.</summary>
    protected Firm? Firm { get; private set; }

    protected string? Refusal { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        // A form that was opened before a merge goes to the file that stands for the firm.
        Id = await Db.KeptOfAsync(Id, default);
        Firm = await Db.Set<Firm>().AsNoTracking().SeenBy(Current.Actor).Include(f => f.Contacts).SingleOrDefaultAsync(f => f.Id == Id);
        if (Firm is null || !Current.Actor.MayWrite(Firm.Region))
        {
            Firm = null;
            Navigation.NotFound();
            return;
        }

        Begin();
    }

    /// <summary>Fills the form when it is not a sent one.</summary>
    protected abstract void Begin();

    protected async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            Navigation.NavigateTo($"firms/{Id}");
        }
        catch (RuleBrokenException refusal)
        {
            Refusal = Words[refusal];
        }
    }
}
