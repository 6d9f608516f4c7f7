namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <summary>Programs of the machine that reports need: Node.js makes a PDF, pdftotext reads it.</summary>
internal static class Programs
{
    public static bool Has(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
}
