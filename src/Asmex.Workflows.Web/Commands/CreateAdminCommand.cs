using System.CommandLine;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Commands;

/// <summary>Makes the first account: Production has none by itself.</summary>
internal static class CreateAdminCommand
{
    private const string PasswordVariable = "ASMEX_ADMIN_PASSWORD";

    public static Command Build()
    {
        var email = new Option<string>("--email") { Description = "The address to sign in with.", Required = true };
        var name = new Option<string>("--name") { Description = "As others see it.", Required = true };
        var language = new Option<string>("--language") { Description = "fr, ar or en.", DefaultValueFactory = _ => Languages.French };
        var command = new Command(
            "create-admin",
            $"Creates an administrator. The password is asked for, read from the standard input, or taken from {PasswordVariable}.")
        {
            email, name, language,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => RunAsync(
            new NewPerson(parsed.GetRequiredValue(name), null, parsed.GetRequiredValue(email), parsed.GetRequiredValue(language)),
            [.. parsed.UnmatchedTokens],
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(NewPerson person, string[] settings, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddAsmex();
        await using var app = builder.Build();
        await app.MigrateAsync();

        var password = Password();
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var created = await scope.ServiceProvider.GetRequiredService<CreateAdministrator>().RunAsync(person, password, Actor.House, cancellation);
            Console.WriteLine($"{created.Email}: administrator.");
            return 0;
        }
        catch (RuleBrokenException refusal)
        {
            Console.Error.WriteLine(refusal.In(Languages.English));
            return 1;
        }
    }

    private static string Password()
    {
        if (Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } given)
        {
            return given;
        }

        return Console.IsInputRedirected ? Console.ReadLine() ?? "" : Asked();
    }

    private static string Asked()
    {
        Console.Write("Password: ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.WriteLine();
        return typed.ToString();
    }
}
