using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Api;

/// <summary>Says refusals in the shape of an Elsa server: what is not there is 404 with nothing, what cannot be is 400 with its reasons.</summary>
internal sealed class ApiRefusals(Words words) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NothingThereException)
        {
            return TypedResults.NotFound();
        }
        catch (KeyNotFoundException)
        {
            return TypedResults.NotFound();
        }
        catch (RuleBrokenException refusal)
        {
            return Refused("generalErrors", [words[refusal]]);
        }
        catch (DefinitionFaultException problem)
        {
            return Refused("generalErrors", [.. problem.Faults.Where(f => !f.IsWarning).Select(Said)]);
        }
        catch (JsonException problem)
        {
            return Refused("serializerErrors", [problem.Message]);
        }
        catch (BadHttpRequestException problem)
        {
            return Refused("serializerErrors", [problem.Message]);
        }
    }

    /// <summary>Elsa's body of a 400; a designer shows its sentences.</summary>
    public static IResult Refused(string kind, IReadOnlyList<string> reasons) => TypedResults.Json(
        new { statusCode = StatusCodes.Status400BadRequest, message = "One or more errors occurred!", errors = new Dictionary<string, IReadOnlyList<string>> { [kind] = reasons } },
        ApiJson.Options, "application/problem+json", StatusCodes.Status400BadRequest);

    // An input is called as the designer shows it.
    private IEnumerable<string> Shown(FaultReason reason) =>
        reason.Key.StartsWith("Input", StringComparison.Ordinal) ? [words.Known($"Palette.{reason.Values[^1]}.{reason.Values[0]}") ?? reason.Values[0], .. reason.Values.Skip(1)] : reason.Values;

    private string Said(DefinitionFault fault)
    {
        var said = fault.Reason is { } reason ? words["Fault." + reason.Key, [.. Shown(reason)]] : $"{fault.Message} {fault.Remedy}";
        return (fault.ActivityName ?? fault.ActivityId) is { } activity ? $"{activity} : {said}" : said;
    }
}
