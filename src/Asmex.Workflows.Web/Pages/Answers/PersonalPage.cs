using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Pages.Answers;

/// <summary>Pages whose address is a secret: in the language of the letter until another is chosen, kept by no cache and no search engine.</summary>
internal static class PersonalPage
{
    public static void Prepare(HttpContext context, Words words, string language)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!context.Request.Query.ContainsKey("lang") && !context.Request.Cookies.ContainsKey(LanguageSetup.Cookie))
        {
            words.Speak(language);
        }
    }
}
