using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>A part of a page that is rendered once it has read all that it shows, and not before; the parts of one page read one after the other.</summary>
/// <remarks>Blazor's own base renders what is there while it still reads, and lets all parts read at once. A database context is for one at a time.</remarks>
public abstract class ReadComponent : IComponent, IHandleEvent
{
    private readonly RenderFragment _content;
    private RenderHandle _handle;
    private Task? _reading;
    private bool _isQueued;

    protected ReadComponent() => _content = builder =>
    {
        _isQueued = false;
        BuildRenderTree(builder);
    };

    [Inject] private OneAtATime InTurn { get; set; } = default!;

    protected ResourceAssetCollection Assets => _handle.Assets;

    public void Attach(RenderHandle renderHandle) => _handle = renderHandle;

    public async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await (_reading ??= ReadAsync());
        OnParametersSet();
        StateHasChanged();
    }

    public async Task HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        StateHasChanged();
    }

    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    protected virtual void OnInitialized()
    {
    }

    protected virtual Task OnInitializedAsync() => Task.CompletedTask;

    protected virtual void OnParametersSet()
    {
    }

    protected void StateHasChanged()
    {
        if (!_isQueued)
        {
            _isQueued = true;
            _handle.Render(_content);
        }
    }

    private Task ReadAsync()
    {
        OnInitialized();
        return InTurn.RunAsync(OnInitializedAsync);
    }
}
