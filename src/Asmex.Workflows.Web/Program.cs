using Asmex.Workflows.Web.Commands;
using Asmex.Workflows.Web.Setup;

return await CommandLine.RunAsync(args, async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddAsmex();

    await using var app = builder.Build();
    app.UseAsmex();

    await app.PrepareAsync();
    await app.RunAsync();
});
