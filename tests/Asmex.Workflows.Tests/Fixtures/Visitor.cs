using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A person with a browser that runs no scripts: goes to pages, fills in their forms and sends them.</summary>
public sealed class Visitor(Uri address) : IDisposable
{
    private static readonly HtmlParser _parser = new();

    /// <summary>Plain requests with the visitor's cookies.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(1),
    };

    public async Task<Sheet> GoAsync(string path) => await ReadAsync(await Http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute)));

    /// <summary>Signs in with one click as the demonstration account of a role.</summary>
    /// <param name="name">Picks one of several, by a part of what its button says.</param>
    public async Task<Sheet> SignInAsync(string role, string name = "")
    {
        var door = await GoAsync("/account/sign-in");
        var button = door.Page.QuerySelectorAll($"button[data-role='{role}']").OfType<IHtmlButtonElement>().FirstOrDefault(b => b.TextContent.Contains(name, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The sign-in page offers no {role} {name}.");
        return await SendAsync(door, button);
    }

    /// <summary>Sends the form that a button belongs to, as it is on the page but for the given values.</summary>
    /// <param name="values">By field name, or by how the name ends after a dot.</param>
    public async Task<Sheet> SendAsync(Sheet sheet, IHtmlButtonElement button, params IEnumerable<(string Field, string Value)> values)
    {
        var form = button.Form ?? throw new InvalidOperationException("The button belongs to no form.");
        var fields = Fields(form).ToList();
        foreach (var (field, value) in values)
        {
            var name = Named(form, field);
            fields.RemoveAll(f => f.Key == name);
            fields.Add(new(name, value));
        }

        if (button.Name is { Length: > 0 } chosen)
        {
            fields.Add(new(chosen, button.Value ?? ""));
        }

        var target = new Uri(new Uri(sheet.Address, sheet.Page.QuerySelector("base")?.GetAttribute("href") ?? "."), form.GetAttribute("action") is { Length: > 0 } action ? action : sheet.Address.ToString());
        using var body = Body(form, fields);
        return await ReadAsync(await Http.PostAsync(target, body));
    }

    public void Dispose() => Http.Dispose();

    private static HttpContent Body(IHtmlFormElement form, List<KeyValuePair<string, string>> fields)
    {
        if (form.Enctype != "multipart/form-data")
        {
            return new FormUrlEncodedContent(fields);
        }

        var parts = new MultipartFormDataContent();
        fields.ForEach(field => parts.Add(new StringContent(field.Value), $"\"{field.Key}\""));
        return parts;
    }

    private static string Named(IHtmlFormElement form, string field) =>
        form.QuerySelectorAll("[name]").Select(e => e.GetAttribute("name")!).FirstOrDefault(n => n == field || n.EndsWith("." + field, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"The form has no field '{field}', only {string.Join(", ", form.QuerySelectorAll("[name]").Select(e => e.GetAttribute("name")))}.");

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Name.Length: > 0, Type: not ("submit" or "image" or "button" or "file") } input when input.Type is not ("checkbox" or "radio") || input.IsChecked:
                    yield return new(input.Name, input.Value);
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    yield return new(area.Name, area.Value);
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    foreach (var option in Chosen(select))
                    {
                        yield return new(select.Name, option.Value);
                    }

                    break;
            }
        }
    }

    // A list that shows one line always has one chosen.
    private static IEnumerable<IHtmlOptionElement> Chosen(IHtmlSelectElement select) =>
        select.Options.Where(o => o.IsSelected).DefaultIfEmpty(select.IsMultiple ? null : select.Options.FirstOrDefault(o => !o.IsDisabled)).OfType<IHtmlOptionElement>();

    private static async Task<Sheet> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return new Sheet(response.RequestMessage!.RequestUri!, response.StatusCode, _parser.ParseDocument(text));
        }
    }
}
