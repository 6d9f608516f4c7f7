using ReaderStudy.Reports.Html;
using ReaderStudy.Reports.Sections;
using ReaderStudy.Reports.Typst;

namespace ReaderStudy.Reports;

/// <summary>
/// Prints a study's report as HTML and as PDF, both of the same words, numbers and figures. One for the whole program: it owns the
/// <see cref="TypstCompiler"/> that makes its PDFs, which is started with the first PDF. Safe to use from several threads.
/// </summary>
public sealed class ReportRenderer(TypstOptions? options = null) : IAsyncDisposable
{
    private readonly TypstCompiler _typst = new(options);

    /// <summary>The style sheet for <see cref="HtmlBody"/>, to be served by the site that shows it.</summary>
    public static string Css => HtmlReport.Css;

    /// <summary>The report as one HTML file that needs no other: styles and figures inside, no script.</summary>
    public static string Html(StudyReport report) => HtmlReport.Page(StudyReportDocument.Of(report));

    /// <summary>
    /// The report as one element, <c>article.report</c>, for a page of a site: no styles, scripts or style attributes in it, so that
    /// <c>style-src 'self'</c> is enough where the site serves <see cref="Css"/>.
    /// </summary>
    public static string HtmlBody(StudyReport report) => HtmlReport.Body(StudyReportDocument.Of(report));

    /// <summary>The report as PDF, made as PDF/A-3a, with <c>results.json</c> attached.</summary>
    /// <exception cref="TypstUnavailableException">This machine has no Node.js, or the compiler's files are missing; HTML still works.</exception>
    /// <exception cref="TypstException">The PDF could not be made.</exception>
    public Task<byte[]> PdfAsync(StudyReport report, CancellationToken cancellationToken = default) =>
        _typst.PdfAsync("study-report.typ", StudyReportDocument.Of(report).ToJson(), cancellationToken);

    public ValueTask DisposeAsync() => _typst.DisposeAsync();
}
