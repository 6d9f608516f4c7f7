using ReaderStudy.Tests;

namespace ReaderStudy.Browser.Tests;

/// <summary>A fact that needs Chromium and Poppler, and is skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    /// <param name="shared">What it needs under <c>../shared</c> besides; null: nothing.</param>
    public BrowserFactAttribute(string? shared = null)
    {
        if (!File.Exists(Chromium))
        {
            Skip = $"needs {Chromium}";
        }
        else if (!File.Exists("/usr/bin/pdftotext"))
        {
            Skip = "needs pdftotext (Poppler)";
        }
        else if (shared is not null && !SharedData.Has(shared))
        {
            Skip = $"needs ../shared/{shared}";
        }
    }
}
