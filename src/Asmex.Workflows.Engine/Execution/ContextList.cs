using System.Collections;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>The children of a context that have not ended, in the order they began; adding and removing cost the same however many there are.</summary>
internal sealed class ContextList : IEnumerable<ActivityContext>
{
    private ActivityContext? _first;
    private ActivityContext? _last;

    public int Count { get; private set; }

    public void Add(ActivityContext context)
    {
        context.Previous = _last;
        if (_last is null)
            _first = context;
        else
            _last.Next = context;
        _last = context;
        Count++;
    }

    public void Remove(ActivityContext context)
    {
        if (context.Previous is null && _first != context)
            return;
        if (context.Previous is null)
            _first = context.Next;
        else
            context.Previous.Next = context.Next;
        if (context.Next is null)
            _last = context.Previous;
        else
            context.Next.Previous = context.Previous;
        (context.Previous, context.Next) = (null, null);
        Count--;
    }

    public ActivityContext[] ToArray()
    {
        var copy = new ActivityContext[Count];
        var index = 0;
        foreach (var context in this)
            copy[index++] = context;
        return copy;
    }

    public IEnumerator<ActivityContext> GetEnumerator()
    {
        for (var context = _first; context is not null; context = context.Next)
            yield return context;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
