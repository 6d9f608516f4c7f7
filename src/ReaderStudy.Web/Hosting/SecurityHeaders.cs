namespace ReaderStudy.Web.Hosting;

/// <summary>Headers of every answer: nothing runs or loads but what this server sends, and nobody frames it.</summary>
public static class SecurityHeaders
{
    /// <summary><c>wasm-unsafe-eval</c> lets the viewer's image codecs run; <c>blob:</c> and <c>data:</c> are mouse cursors and icons.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
        + "style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                return next(context);
            }
        );
}
