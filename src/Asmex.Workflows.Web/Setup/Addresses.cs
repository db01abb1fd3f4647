using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Addresses to send somebody back to.</summary>
internal static class Addresses
{
    /// <summary>The address when it lies inside this site, else the home page.</summary>
    public static string Inside(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    /// <summary>The address of this request to come back to, without a language asked for once.</summary>
    public static string Of(HttpRequest request)
    {
        var query = QueryHelpers.ParseQuery(request.QueryString.Value).Where(part => part.Key != "lang");
        return request.PathBase.Add(request.Path) + new QueryBuilder(query.SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value ?? ""))).ToQueryString();
    }
}
