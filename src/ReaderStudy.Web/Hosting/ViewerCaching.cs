namespace ReaderStudy.Web.Hosting;

/// <summary>Lets browsers keep the viewer's files for good: a file's name holds the hash of its content.</summary>
public static class ViewerCaching
{
    public static IApplicationBuilder UseViewerCaching(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Request.Path.StartsWithSegments("/viewer/assets", StringComparison.Ordinal))
                {
                    context.Response.OnStarting(() =>
                    {
                        if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                        {
                            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                        }

                        return Task.CompletedTask;
                    });
                }

                return next(context);
            }
        );
}
