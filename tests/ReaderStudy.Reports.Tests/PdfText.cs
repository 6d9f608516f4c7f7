using UglyToad.PdfPig;

namespace ReaderStudy.Reports.Tests;

/// <summary>The words of a PDF.</summary>
internal static class PdfText
{
    /// <summary>The pages' text in the order in which it was written, pages separated by a line feed.</summary>
    public static string Of(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join("\n", document.GetPages().Select(p => p.Text));
    }
}
