using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.People;

internal static class FindPerson
{
    /// <exception cref="NothingThereException">There is no such account.</exception>
    public static async Task<Person> PersonAsync(this WorkflowsDbContext db, Guid? id, CancellationToken cancellation) =>
        await db.Users.SingleOrDefaultAsync(p => p.Id == id, cancellation) ?? throw new NothingThereException(nameof(Person));
}
