using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web;

/// <summary>Words for what a test does with a page.</summary>
internal static class Pages
{
    /// <summary>What stands on the page, with single spaces.</summary>
    public static string Text(this Sheet sheet) => string.Join(' ', sheet.One<IHtmlElement>("main").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static IHtmlButtonElement Button(this Sheet sheet, string value) => sheet.One<IHtmlButtonElement>($"button[value='{value}']");

    public static string[] Titles(this Sheet sheet, string section) => [.. sheet.Page.QuerySelectorAll($"#{section} a.whole").Select(a => a.TextContent)];

    /// <summary>Sends the form of a task with a file in one of its places.</summary>
    public static async Task<Sheet> AttachAsync(this Visitor visitor, Sheet sheet, string place, string name, string content = "%PDF-1.7 one page")
    {
        var form = sheet.One<IHtmlFormElement>("form.task-form");
        using var body = new MultipartFormDataContent();
        foreach (var hidden in form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>())
        {
            body.Add(new StringContent(hidden.Value), $"\"{hidden.Name}\"");
        }

        foreach (var typed in form.QuerySelectorAll("[name^='f.']").Where(e => e is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" }))
        {
            body.Add(new StringContent(typed is IHtmlTextAreaElement area ? area.Value : ((IHtmlInputElement)typed).Value), $"\"{typed.GetAttribute("name")}\"");
        }

        body.Add(new StringContent("attach"), "\"act\"");
        body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), $"\"file.{place}\"", $"\"{name}\"");
        using var answer = await visitor.Http.PostAsync(sheet.Address, body);
        answer.EnsureSuccessStatusCode();
        return await visitor.GoAsync(answer.RequestMessage!.RequestUri!.ToString());
    }
}
