using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Asmex.Workflows.Web.Api;

/// <summary>Serves the files of the package, as they were compressed when it was made, to be kept for a year.</summary>
internal static class StudioFiles
{
    private const string Kept = "public, max-age=31536000, immutable";
    private static readonly (string Encoding, string Extension)[] _encodings = [("br", ".br"), ("gzip", ".gz")];

    public static void UseStudioFiles(this WebApplication app)
    {
        var package = app.Services.GetRequiredService<StudioPackage>();
        if (package.Folder is not { } folder)
        {
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.UseWhen(context => context.Request.Path.StartsWithSegments(package.Base.TrimEnd('/')), branch =>
        {
            branch.Use((context, next) =>
            {
                Choose(context.Request, package.Base.TrimEnd('/'), files);
                return next(context);
            });
            branch.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                RequestPath = package.Base.TrimEnd('/'),
                ContentTypeProvider = new InnerType(),
                OnPrepareResponse = served =>
                {
                    served.Context.Response.Headers.CacheControl = Kept;
                    served.Context.Response.Headers.Vary = "Accept-Encoding";
                    if (_encodings.FirstOrDefault(e => served.File.Name.EndsWith(e.Extension, StringComparison.Ordinal)).Encoding is { } encoding)
                    {
                        served.Context.Response.Headers.ContentEncoding = encoding;
                    }
                },
            });
        });
    }

    private static void Choose(HttpRequest request, string root, PhysicalFileProvider files)
    {
        var path = request.Path.Value![root.Length..];
        var accepted = request.Headers.AcceptEncoding.ToString();
        foreach (var (encoding, extension) in _encodings)
        {
            if (accepted.Contains(encoding, StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(path + extension).Exists)
            {
                request.Path = root + path + extension;
                return;
            }
        }
    }

    /// <summary>The type of what is inside the compressed file.</summary>
    private sealed class InnerType : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _usual = new() { Mappings = { [".dat"] = "application/octet-stream" } };

        public bool TryGetContentType(string subpath, out string contentType)
        {
            var plain = Array.Exists(_encodings, e => subpath.EndsWith(e.Extension, StringComparison.Ordinal)) ? Path.ChangeExtension(subpath, null) : subpath;
            var known = _usual.TryGetContentType(plain, out var found);
            contentType = found ?? "";
            return known;
        }
    }
}
