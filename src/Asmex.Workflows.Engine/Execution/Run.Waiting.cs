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
        if (_added.Remove(bookmark.Id))
            CallOff(bookmark.Id);
        if (_known.Contains(bookmark.Id))
            _burned.Add(bookmark.Id);
    }

    // Nobody outside knows of a wait that this very burst began: what was to answer it is not asked for. What is sent for good goes all the same, as it does
    // when the wait is burned by a later burst.
    private void CallOff(string bookmarkId) =>
        Effects.RemoveAll(e => e.ExecutionId == bookmarkId && e is not (DispatchEffect or PublishEventEffect));

    private void BurnAll(ActivityContext context)
    {
        if (context.Bookmarks is not { Count: > 0 } bookmarks)
            return;
        foreach (var bookmark in bookmarks.ToArray())
            Burn(context, bookmark);
    }
}
