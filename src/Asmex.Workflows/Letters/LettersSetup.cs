using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Letters.SelfChecks;
using Asmex.Workflows.Letters.Sending;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Letters.Templates.Editing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters;

/// <summary>Registers what writes and sends letters; the verbs are found by <see cref="Running.Verbs"/>.</summary>
public static class LettersSetup
{
    public static IServiceCollection AddLetters(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IHostEnvironment>((mail, environment) => mail.Sandbox ??= environment.IsProduction() || string.IsNullOrEmpty(mail.Host) ? MailSandbox.Off : MailSandbox.Hold);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsCheck>());
        services.AddOptions<MailboxOptions>().BindConfiguration(MailboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PaceOptions>().BindConfiguration(PaceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DkimOptions>().BindConfiguration(DkimOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DkimOptions>, DkimOptionsCheck>());
        services.AddSingleton<DkimSignature>();
        services.AddOptions<SelfCheckOptions>().BindConfiguration(SelfCheckOptions.Section);
        services.AddScoped<SelfCheckGate>();
        services.AddSingleton<TemplateCatalog>();
        services.AddSingleton<SmtpRoute>();
        services.AddSingleton<PickupRoute>();
        services.AddSingleton<MailFolder>();
        services.AddSingleton<IMailRoute>(provider => string.IsNullOrEmpty(provider.GetRequiredService<IOptions<MailOptions>>().Value.Host)
            ? provider.GetRequiredService<PickupRoute>() : provider.GetRequiredService<SmtpRoute>());
        services.AddScoped<LetterClaims>();
        services.AddScoped<MailPace>();
        services.AddScoped<DeadAddresses>();
        services.AddScoped<OutreachObstacles>();
        services.AddScoped<TemplateEdits>();
        services.AddScoped<LetterWriter>();
        services.AddSingleton<MailHealth>();
        return services;
    }
}
