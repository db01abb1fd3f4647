using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Tests.Letters;

public sealed class TemplateTests
{
    private const string Head = "---\nsubject: À faire : {{ task }}\nmodel: task\nkind: notice\n---\n";

    private static TaskLetter Hostile { get; } = TaskLetter.Sample with { Task = new Wording("<script>alert(1)</script>\"'&"), Owner = "a\r\nBcc: x@evil.example" };

    [Fact]
    public void Every_letter_of_the_house_is_there_in_three_languages_without_a_fault()
    {
        var catalog = new TemplateCatalog(Options.Create(new MailOptions()));

        Assert.Empty(catalog.Faults);
        Assert.All(
            ["invitation", "reminder-1", "reminder-2", "thanks", "acceptance", "refusal", "summons", "buyer-contact", "buyer-invitation", "survey", "referral", "minutes",
             "task-opened", "task-reminder", "task-late-manager", "approval-requested", "approval-decided", "approval-reminder", "approval-question", "approval-answer", "guest-task", "plan-submitted", "plan-validated", "plan-sent-back",
             "action-closed", "plan-closed", "answer-confirmation", "test-letter", "audit-head", "news", "digest", "dates-moved"],
            key => Assert.Contains(key, catalog.Keys));
        Assert.Equal(3 * (catalog.Keys.Count + 1), Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "templates"), "*.scriban").Length);
    }

    [Fact]
    public void Every_letter_can_be_written_with_the_least_it_may_know()
    {
        var catalog = new TemplateCatalog(Options.Create(new MailOptions()));
        var nothing = new Dictionary<string, LetterModel>
        {
            ["task"] = new TaskLetter(new Wording("T"), null, null, null, 0, null, null, new Link("/tasks/1")),
            ["approval"] = new ApprovalLetter(new Wording("P"), null, null, null, null, "K", null, null, null, null, new Link("/approvals/1")),
            ["plan"] = new PlanLetter(new Wording("R"), 2027, "K", 0, null, null, new Link("/plans/1")),
            ["action"] = new ActionLetter(new Wording("A"), new Wording("R"), 0, null, 0, 0, new Link("/actions/1")),
            ["firm"] = new FirmLetter(new Wording("E"), "F", null, Paragraphs.None, "c@asmex.example", new Link("mailto:c@asmex.example")),
            ["answer"] = new AnswerLetter(new Wording("E"), "F", false, false, [], new DateOnly(2027, 1, 4), new Link("/a/x")),
            ["audit"] = AuditLetter.Sample,
            ["test"] = TestLetter.Sample,
            ["news"] = new NewsLetter(new Wording("N"), new Wording("W"), new Link("/tasks/1")),
            ["moved"] = new MovedLetter(new Wording("R"), 0, [], new Link("/inbox")),
            ["digest"] = new DigestLetter(new DateOnly(2027, 1, 4), 0, [], new Link("/notifications")),
        };
        foreach (var key in catalog.Keys)
        {
            foreach (var language in Languages.All)
            {
                var (_, content) = catalog.Write(key, language, nothing[catalog.ModelOf(key)], "Fatima", new Link("/u/x"));
                Assert.Contains("\n", content.Text);
                Assert.DoesNotContain("<tr><th", content.Text);
            }
        }
    }

    [Theory]
    [InlineData("<p>{{ task }}</p>", ">&lt;script&gt;alert(1)&lt;/script&gt;\"'&amp;</p>")]
    [InlineData("<p>{{ [task] }}</p>", "&lt;script&gt;")]
    [InlineData("<p>{{ capture x }}{{ task }}{{ end }}{{ x }}</p>", "&lt;script&gt;")]
    public void Whatever_a_value_is_it_is_escaped(string body, string expected)
    {
        var rendered = Render(body, Hostile).Html;

        Assert.DoesNotContain("<script", rendered);
        Assert.Contains(expected, rendered);
    }

    [Theory]
    [InlineData("<p title={{ task }}>x</p>", "inside a tag")]
    [InlineData("<p {{ task }}>x</p>", "inside a tag")]
    [InlineData("<p class=\"{{ task }}\">x</p>", "not href")]
    [InlineData("<a onclick=\"{{ task }}\">x</a>", "not href")]
    [InlineData("<script>{{ task }}</script>", "no <script>")]
    [InlineData("<STYLE>{{ task }}</STYLE>", "no <style>")]
    [InlineData("<p onclick=\"alert(1)\">x</p>", "must not have 'onclick'")]
    [InlineData("<img src=\"https://evil.example/pixel\">", "no <img>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "'javascript:alert(1)'")]
    [InlineData("<a href=\"http://evil.example/\">x</a>", "'http://evil.example/'")]
    [InlineData("<a href=\"{{ owner }}\">x</a>", "A link leads to")]
    [InlineData("{{ tsk }}", "no field 'tsk'")]
    [InlineData("{{ if false }}{{ tsk }}{{ end }}", "no field 'tsk'")]
    [InlineData("{{ task.nothing }}", "nothing")]
    [InlineData("{{ include 'invitation.fr.scriban' }}", "no field 'include'")]
    [InlineData("{{ {a: task} }}", "no field 'a'")]
    [InlineData("{{ func f }}{{ ret task }}{{ end }}{{ f }}", "no field 'f'")]
    [InlineData("{{ 'task' | object.eval }}", "no field 'object'")]
    [InlineData("{{ 'a' | string.append 'b' }}", "no field 'string'")]
    [InlineData("{{ this.task }}{{ import this }}", "")]
    [InlineData("{{ for i in 1..100000 }}x{{ end }}", "loop")]
    [InlineData("{{ while true }}x{{ end }}", "loop")]
    [InlineData("{{ func f(n) }}{{ f n }}{{ end }}{{ f 1 }}", "")]
    [InlineData("{{ x = 'abcdefghij' }}{{ for i in 1..400 }}{{ x = x + x }}{{ end }}{{ x }}", "")]
    [InlineData("{{ 'ab' * 10000000 }}", "")]
    [InlineData("{{ if task }}open", "")]
    public void An_attack_or_a_slip_is_a_fault_with_its_place(string body, string problem)
    {
        var fault = Assert.Throws<TemplateFaultException>(() => Render(body, Hostile)).Fault;

        Assert.Contains(problem, fault.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("attack.fr.scriban", fault.File);
        Assert.True(fault.Line >= 5, fault.ToString());
        Assert.NotEqual("", fault.Remedy);
    }

    [Fact]
    public void A_template_cannot_change_the_model()
    {
        var model = Hostile;

        Render("<p>{{ task = 'changed' }}{{ task }}</p>", model);

        Assert.StartsWith("<script>", model.Task.Fr);
    }

    [Theory]
    [InlineData("a\r\nBcc: victim@evil.example", "a Bcc: victim@evil.example")]
    [InlineData("  a \t b\u2028c\u0000 ", "a b c")]
    [InlineData("\u202Eevil\u202C", "evil")]
    public void A_subject_is_one_clean_line(string rendered, string expected) => Assert.Equal(expected, TemplateRenderer.CleanSubject(rendered));

    [Fact]
    public void A_subject_is_not_escaped_for_HTML_and_not_endless()
    {
        Assert.StartsWith("À faire : <script>", Render("<p>x</p>", Hostile).Subject);
        Assert.Equal(TemplateRenderer.LongestSubject, TemplateRenderer.CleanSubject(new string('x', 1000)).Length);
    }

    [Fact]
    public void A_faulty_file_stops_only_itself_and_French_stands_in()
    {
        var folder = CopyOfTemplates();
        File.WriteAllText(Path.Combine(folder, "task-opened.ar.scriban"), Head + "<p>{{ tsk }}</p>\n");
        var catalog = new TemplateCatalog(Options.Create(new MailOptions { Templates = folder }));

        var fault = Assert.Single(catalog.Faults);
        Assert.Equal(("task-opened.ar.scriban", 6, 7), (fault.File, fault.Line, fault.Column));
        Assert.Equal("À faire : Sélectionner 8 à 12 exposants", catalog.Write("task-opened", "ar", TaskLetter.Sample, "Fatima", null).Content.Subject);
        Assert.True(catalog.Has("task-opened"));
    }

    [Fact]
    public void A_letter_without_a_good_French_file_cannot_be_written()
    {
        var folder = CopyOfTemplates();
        File.WriteAllText(Path.Combine(folder, "task-opened.fr.scriban"), "no head");
        var catalog = new TemplateCatalog(Options.Create(new MailOptions { Templates = folder }));

        Assert.Equal(2, catalog.Faults.Count);
        Assert.False(catalog.Has("task-opened"));
        Assert.Equal("task-opened.fr.scriban", Assert.Throws<TemplateFaultException>(() => catalog.Write("task-opened", "fr", TaskLetter.Sample, "Fatima", null)).Fault.File);
    }

    [Fact]
    public void A_letter_of_another_model_is_refused()
    {
        var catalog = new TemplateCatalog(Options.Create(new MailOptions()));

        Assert.Contains("is written for the model 'firm'", Assert.Throws<TemplateFaultException>(() => catalog.Write("invitation", "fr", TaskLetter.Sample, "Fatima", null)).Message);
    }

    private static string CopyOfTemplates()
    {
        var folder = TestFolder.New("templates");
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "templates")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    // The same way a file takes through the catalogue.
    private static LetterContent Render(string body, LetterModel model)
    {
        var options = new MailOptions();
        var template = LetterTemplate.Of("attack.fr.scriban", Head + body);
        var layout = LetterTemplate.Read(Path.Combine(AppContext.BaseDirectory, "templates", "layout.fr.scriban"));
        new TemplateLint(template).Check(template.BodyText);
        TemplateRenderer.CheckFields(template);
        return new TemplateRenderer(options).Render(template, layout, model, "Fatima", null);
    }
}
