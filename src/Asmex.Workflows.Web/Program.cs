using Asmex.Workflows.Web.Commands;
using Asmex.Workflows.Web.Setup;

return await CommandLine.RunAsync(args, async () =>
{
    // A published program keeps its styles and scripts beside itself, wherever it is started from.
    var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = Directory.Exists(published) ? published : null });
    builder.AddAsmex();

    await using var app = builder.Build();
    await app.PrepareAsync();
    await app.RunAsync();
});
