using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Asmex.Workflows.Storage;

/// <summary>Lets the statements that wait in a transaction go before any command of EF Core in it, which may read what they write.</summary>
internal sealed class PendingFirst : DbCommandInterceptor
{
    public static PendingFirst Instance { get; } = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await FlushAsync(eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await FlushAsync(eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await FlushAsync(eventData, cancellationToken);
        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        MustWaitForNothing(eventData, result);

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        MustWaitForNothing(eventData, result);

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) =>
        MustWaitForNothing(eventData, result);

    private static Task FlushAsync(CommandEventData command, CancellationToken cancellation) =>
        command.Context is WorkflowsDbContext { Writing: { } writing } ? writing.FlushAsync(cancellation) : Task.CompletedTask;

    private static T MustWaitForNothing<T>(CommandEventData command, T result) =>
        command.Context is WorkflowsDbContext { Writing.HasPending: true }
            ? throw new InvalidOperationException("A burst has statements that wait: ask the database asynchronously.")
            : result;
}
