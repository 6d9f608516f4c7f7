using ReaderStudy.Tests;
using ReaderStudy.Web.Features.Imports.Pictures;

namespace ReaderStudy.Web.Tests.Imports;

/// <summary>A test that needs the programs of libvips, and perhaps something under <c>../shared</c>; skipped, visibly, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VipsFactAttribute : FactAttribute
{
    public VipsFactAttribute(string? needs = null)
    {
        if (VipsProgram.Find("vips") is null || VipsProgram.Find("vipsheader") is null)
        {
            Skip = "needs vips (Debian: libvips-tools)";
        }
        else if (needs is not null && !SharedData.Has(needs))
        {
            Skip = $"needs ../shared/{needs}";
        }
    }
}
