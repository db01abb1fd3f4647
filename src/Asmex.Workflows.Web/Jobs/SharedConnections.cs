using Hangfire.PostgreSql;
using Npgsql;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>One pool of connections for the product and for Hangfire.</summary>
internal sealed class SharedConnections(NpgsqlDataSource source) : IConnectionFactory
{
    public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
}
