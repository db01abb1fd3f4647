using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Storage;

/// <summary>The one database; a subclass per provider carries its migrations.</summary>
public abstract class WorkflowsDbContext(DbContextOptions options) : IdentityUserContext<Person, Guid>(options)
{
    public DbSet<Letter> Letters => Set<Letter>();

    /// <summary>Opens the transaction of a verb. On SQLite it waits at the process's gate and takes the write lock at once.</summary>
    public abstract Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellation);

    /// <summary>Opens a snapshot: what is read until it is disposed belongs to one instant. It holds up nobody.</summary>
    public abstract Task<IAsyncDisposable> BeginReadAsync(CancellationToken cancellation);

    /// <summary>Firms that hold a form of every word, in no order; null when they are so many that a list asks for them as quickly by their words.</summary>
    internal abstract Task<List<Guid>?> FewFirmsWithAsync(IReadOnlyList<IReadOnlyList<SearchToken>> words, CancellationToken cancellation);

    /// <summary>The same, however many there are.</summary>
    internal abstract IQueryable<Firm> FirmsWith(IReadOnlyList<IReadOnlyList<SearchToken>> words);

    /// <summary>Open tasks in whose words each of these begins one, in no order, and no more than so many; nothing where a list is walked as quickly.</summary>
    internal abstract Task<List<Guid>?> OpenTasksWithAsync(IReadOnlyList<string> words, int most, CancellationToken cancellation);

    /// <summary>The transaction of the verb that runs just now.</summary>
    internal WriteTransaction? Writing { get; set; }

    /// <summary>What earlier attempts at the act that runs just now could not deliver; absent outside of an act that may be done again.</summary>
    internal Refusals? Refusals { get; set; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(15, 2);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<Wording>().HaveConversion<JsonConverter<Wording>>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WorkflowsDbContext).Assembly);
        SnakeCase.Apply(builder);
    }
}
