using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Bookmarks: what the instance waits for.</summary>
internal sealed partial class Run
{
    private readonly Dictionary<string, Bookmark> _added = [];
    private readonly HashSet<string> _burned = [];
    private readonly HashSet<string> _known = [];

    public static string BookmarkId(string executionId, int index) => index == 0 ? executionId : $"{executionId}-{index}";

    private void Wait(ActivityContext context, BookmarkRequest[] requests, bool isFresh)
    {
        Touch(context);
        context.Bookmarks ??= [];
        if (isFresh)
            context.BookmarkCount = 0;
        foreach (var request in requests)
        {
            var id = BookmarkId(context.ExecutionId, context.BookmarkCount++);
            var bookmark = new Bookmark(id, context.Node.Id, context.Node.NodeId, context.ExecutionId, context.Node.Type, request.Stimulus, request.Payload, request.DueAt);
            context.Bookmarks.Add(bookmark);
            _added[id] = bookmark;
        }
    }

    private void Burn(ActivityContext context, Bookmark bookmark)
    {
        context.Bookmarks?.Remove(bookmark);
        _added.Remove(bookmark.Id);
        if (_known.Contains(bookmark.Id))
            _burned.Add(bookmark.Id);
    }

    private void BurnAll(ActivityContext context)
    {
        if (context.Bookmarks is not { Count: > 0 } bookmarks)
            return;
        foreach (var bookmark in bookmarks.ToArray())
            Burn(context, bookmark);
    }
}
