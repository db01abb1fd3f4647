using Asmex.Workflows.People;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>One person at one device, with cookies of their own.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const string PersonCookie = "asmex.person";

    private readonly IBrowserContext _context;
    private readonly Dictionary<string, Cookie> _people = [];
    private readonly List<string> _errors = [];

    private Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            // Chromium reports every 404 as an error of its own; those are counted below, by what was asked for.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _errors.Add(message.Text);
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 500 || (response.Status >= 400 && response.Request.ResourceType != "document"))
            {
                _errors.Add($"{response.Status} {response.Request.Method} {response.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What went wrong in scripts, and what was answered as a fault of the server or is missing beside the page.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>For errors that a test brings about on purpose.</summary>
    public void Forgive(Predicate<string> meant) => _errors.RemoveAll(meant);

    internal static async Task<Visit> OpenAsync(Product product, string language, Device device)
    {
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = product.Address.ToString(),
            Locale = language + "-MA",
            TimezoneId = "Africa/Casablanca",
            ViewportSize = device == Device.Phone ? new ViewportSize { Width = 360, Height = 740 } : new ViewportSize { Width = 1280, Height = 800 },
            HasTouch = device == Device.Phone,
            IsMobile = device == Device.Phone,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        Assertions.SetDefaultExpectTimeout(15_000);
        await context.AddCookiesAsync([new Cookie { Name = "asmex.language", Value = language, Url = product.Address.ToString() }]);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>Goes to an address of the product and expects it to answer well.</summary>
    public async Task GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        Assert.True(response is { Ok: true }, $"{path} answered {response?.Status}");
    }

    /// <summary>Comes in at the door of the demonstration as the first of a kind; who has been here before is known again.</summary>
    public Task SignInAsync(string role) => SignInAsync(role, $"button[data-role={role}]", _ => Task.CompletedTask);

    /// <summary>Comes in as one whom the door does not offer, with the button of another.</summary>
    public Task SignInAsync(Person person) => SignInAsync(person.Id.ToString(), "button[data-role]", button => button.EvaluateAsync("(button, id) => button.value = id", person.Id.ToString()));

    private async Task SignInAsync(string who, string button, Func<ILocator, Task> prepare)
    {
        await _context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = PersonCookie });
        if (_people.TryGetValue(who, out var known))
        {
            await _context.AddCookiesAsync([known]);
            return;
        }

        await GoAsync("/account/sign-in");
        await prepare(Page.Locator(button).First);
        await Page.Locator(button).First.ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        var cookie = (await _context.CookiesAsync()).Single(c => c.Name == PersonCookie);
        _people[who] = new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly, SameSite = cookie.SameSite };
    }

    /// <summary>Keeps a picture of the whole page, where <c>ASMEX_SCREENSHOTS</c> names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("ASMEX_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".png"), FullPage = true });
        }
    }

    internal async Task KeepAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("ASMEX_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await PictureAsync(name);
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".html"), $"<!-- {Page.Url} -->\n{await Page.ContentAsync()}\n<!-- {string.Join('\n', _errors)} -->");
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
