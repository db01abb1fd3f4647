using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;

namespace Asmex.Workflows.Tests.Web.Api;

/// <summary>Someone who calls the API with a token, as a designer's window does.</summary>
internal sealed class ApiCaller(Uri address, string? token) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) } };

    public string? Token => token;

    /// <summary>Signs in with one click, and asks for a token as a window does.</summary>
    public static async Task<ApiCaller> AsAsync(DemonstratedHouse house, string role, string name = "", string window = "w1")
    {
        using var visitor = house.Visitor();
        var home = await visitor.SignInAsync(role, name);
        return new ApiCaller(house.Address, await MintAsync(visitor.Http, home.One<IHtmlInputElement>("input[name=__RequestVerificationToken]").Value, window));
    }

    public static async Task<string?> MintAsync(HttpClient http, string form, string window)
    {
        using var body = new FormUrlEncodedContent([new("__RequestVerificationToken", form), new("window", window)]);
        using var answer = await http.PostAsync(new Uri("/studio/token", UriKind.Relative), body);
        return answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["accessToken"]?.ToString() : null;
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body = null) => SendAsync(HttpMethod.Post, path, body?.ToJsonString());

    /// <summary>Saves as a designer does.</summary>
    public Task<ApiAnswer> SaveAsync(JsonObject model, bool publish = false) => PostAsync("/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish });

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri("/elsa/api" + path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        return new ApiAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What came back.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, HttpResponseMessage Whole)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    public IReadOnlyList<string> Reasons => [.. (Json["errors"]?["generalErrors"]?.AsArray() ?? []).Select(r => r!.ToString())];

    /// <exception cref="InvalidOperationException">It was not accepted.</exception>
    public JsonNode Accepted() => Status == HttpStatusCode.OK ? Json : throw new InvalidOperationException($"{(int)Status}: {Text}");
}
