using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Demonstration;

/// <summary>The people of the demonstration: a delegate a region but one, and one or more for every other role.</summary>
internal static class DemonstrationPeople
{
    public static async Task AppointAsync(IServiceProvider services, DateOnly from, CancellationToken cancellation)
    {
        var create = services.GetRequiredService<CreatePerson>();
        var appoint = services.GetRequiredService<AppointPerson>();
        foreach (var someone in EmbeddedData.Read<IReadOnlyList<Someone>>("demonstration-people.data.json"))
        {
            var person = await create.RunAsync(new NewPerson(someone.Name, someone.ArabicName, someone.Email, someone.Language), Actor.House, cancellation);
            foreach (var held in someone.Roles)
            {
                await appoint.RunAsync(new NewAppointment(person.Id, held.Role, held.Region, from, null), Actor.House, cancellation);
            }
        }
    }

    private sealed record Someone(string Name, string ArabicName, string Email, string Language, IReadOnlyList<Holding> Roles);
}
