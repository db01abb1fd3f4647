using System.CommandLine;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Commands;

/// <summary>What an operator does to running instances, from a shell.</summary>
internal static class InstanceCommands
{
    public static Command Build() => new("instances", "Lists running instances and repairs them.")
    {
        List(), Incidents(), Start(), Answer(), Event(), Cancel(), Skip(), Set(), Migrate(),
        On<SuspendInstance>("suspend", "Takes no answer and fires no timer until it is resumed.", (verb, id, cancellation) => verb.RunAsync(id, Actor.House, cancellation)),
        On<ReleaseInstance>("resume", "Lets a suspended instance go on.", (verb, id, cancellation) => verb.RunAsync(id, Actor.House, cancellation)),
        On<RetryIncident>("retry", "Takes an incident up: gives its answer again, or runs the step again.", (verb, id, cancellation) => verb.RunAsync(Guid.Parse(id), Actor.House, cancellation), "incident"),
    };

    private static Command List() => new Command("list", "Running instances.").Does(async (_, house, cancellation) =>
    {
        var running = await house.GetRequiredService<WorkflowsDbContext>().Set<WorkflowInstance>().AsNoTracking().Where(i => i.Status == WorkflowStatus.Running)
            .OrderBy(i => i.CreatedAt).Select(i => new { i.Id, i.DefinitionId, i.Version, i.SubStatus, i.HeldBy, i.Name }).ToListAsync(cancellation);
        running.ForEach(i => Console.WriteLine($"{i.Id}\t{i.DefinitionId}\t{i.Version}\t{(i.HeldBy is null ? i.SubStatus : "held by " + i.HeldBy)}\t{i.Name}"));
    });

    private static Command Incidents() => new Command("incidents", "What waits for repair.").Does(async (_, house, cancellation) =>
    {
        var open = await house.GetRequiredService<WorkflowsDbContext>().Set<WorkflowIncident>().AsNoTracking().Where(i => i.ResolvedAt == null).OrderBy(i => i.At).ToListAsync(cancellation);
        open.ForEach(i => Console.WriteLine($"{i.Id}\t{i.InstanceId}\t{i.NodeId}\t{i.Message}"));
    });

    private static Command Start()
    {
        var definition = Argument("definition");
        var (correlation, key, input) = (new Option<string?>("--correlation") { Description = "What ties it to the outside." },
            new Option<string?>("--key") { Description = "The same key starts the same definition once." }, new Option<string?>("--input") { Description = "A JSON object." });
        return new Command("start", "Starts a workflow.") { definition, correlation, key, input }.Does(async (parsed, house, cancellation) =>
        {
            var request = new StartRequest(parsed.GetRequiredValue(definition), StartRequest.Inputs(parsed.GetValue(input)), parsed.GetValue(correlation), parsed.GetValue(key));
            var (id, isNew) = await house.GetRequiredService<StartInstance>().RunAsync(request, Actor.House, cancellation);
            Console.WriteLine(isNew ? id : $"{id}\tthere already");
        });
    }

    private static Command Answer()
    {
        var (id, step) = (Argument("instance"), Argument("step"));
        var outcome = new Option<string?>("--outcome") { Description = "The port to leave by, where the answer chooses one." };
        var value = new Option<string?>("--value") { Description = "JSON, or else a text." };
        return new Command("answer", "Answers a waiting step, by its activity or its bookmark; what was opened for it is withdrawn.") { id, step, outcome, value }.Does((parsed, house, cancellation) =>
            house.GetRequiredService<AnswerBookmark>().RunAsync(
                parsed.GetRequiredValue(id), parsed.GetRequiredValue(step), new Answer(parsed.GetValue(outcome), ChangeVariable.Typed(parsed.GetValue(value))), Actor.House, cancellation));
    }

    private static Command Event()
    {
        var name = Argument("name");
        var correlation = new Option<string?>("--correlation") { Description = "Only to instances with this correlation id." };
        var payload = new Option<string?>("--payload") { Description = "JSON, or else a text." };
        return new Command("event", "Gives an event to all that wait for it.") { name, correlation, payload }.Does(async (parsed, house, cancellation) =>
            Console.WriteLine(await house.GetRequiredService<SendEvent>().RunAsync(
                parsed.GetRequiredValue(name), parsed.GetValue(correlation), ChangeVariable.Typed(parsed.GetValue(payload)), Actor.House, cancellation)));
    }

    private static Command Cancel()
    {
        var id = Argument("instance");
        var reason = new Option<string>("--reason") { Description = "As the history shows it.", Required = true };
        return new Command("cancel", "Ends an instance and the children it waits for.") { id, reason }.Does((parsed, house, cancellation) =>
            house.GetRequiredService<CancelInstance>().RunAsync(parsed.GetRequiredValue(id), parsed.GetRequiredValue(reason), Actor.House, cancellation));
    }

    private static Command Skip()
    {
        var (id, outcome) = (Argument("incident"), Argument("outcome"));
        return new Command("skip", "Leaves the step of an incident by an outcome, as if it had done its work.") { id, outcome }.Does((parsed, house, cancellation) =>
            house.GetRequiredService<SkipStep>().RunAsync(Guid.Parse(parsed.GetRequiredValue(id)), parsed.GetRequiredValue(outcome), Actor.House, cancellation));
    }

    private static Command Set()
    {
        var (id, name, value) = (Argument("instance"), Argument("variable"), Argument("value"));
        return new Command("set", "Gives a variable another value: JSON, or else a text.") { id, name, value }.Does((parsed, house, cancellation) =>
            house.GetRequiredService<ChangeVariable>().RunAsync(parsed.GetRequiredValue(id), parsed.GetRequiredValue(name), ChangeVariable.Typed(parsed.GetRequiredValue(value)), Actor.House, cancellation));
    }

    private static Command Migrate()
    {
        var id = Argument("instance");
        var version = new Option<int?>("--to") { Description = "Without it: the published version." };
        var renamed = new Option<string[]>("--renamed") { Description = "old=new, for activities that were renamed.", DefaultValueFactory = _ => [] };
        var apply = new Option<bool>("--apply") { Description = "Does it; without it, only says what would happen." };
        return new Command("migrate", "Brings an instance to another version; says step by step what becomes of it.") { id, version, renamed, apply }.Does(async (parsed, house, cancellation) =>
        {
            var verb = house.GetRequiredService<MigrateInstance>();
            var names = MigrateInstance.Renames(parsed.GetValue(renamed)!);
            var plan = parsed.GetValue(apply)
                ? await verb.RunAsync(parsed.GetRequiredValue(id), parsed.GetValue(version), names, Actor.House, cancellation)
                : await verb.PreviewAsync(parsed.GetRequiredValue(id), parsed.GetValue(version), names, Actor.House, cancellation);
            Say(plan, parsed.GetValue(apply));
        });
    }

    private static void Say(MigrationPlan plan, bool isDone)
    {
        foreach (var step in plan.Steps)
        {
            Console.WriteLine($"{step.Kind}\t{step.NodeId}\t{step.Note}");
        }

        Console.WriteLine($"Lost variables: {string.Join(", ", plan.LostVariables)}");
        Console.WriteLine($"New variables: {string.Join(", ", plan.NewVariables)}");
        Console.WriteLine($"{plan.From} to {plan.To}: {(isDone ? "done" : plan.IsPossible ? "possible; --apply does it" : "not possible")}.");
    }

    private static Argument<string> Argument(string name) => new(name);

    private static Command On<TVerb>(string name, string says, Func<TVerb, string, CancellationToken, Task> run, string what = "instance")
        where TVerb : notnull
    {
        var id = Argument(what);
        return new Command(name, says) { id }.Does((parsed, house, cancellation) => run(house.GetRequiredService<TVerb>(), parsed.GetRequiredValue(id), cancellation));
    }
}
