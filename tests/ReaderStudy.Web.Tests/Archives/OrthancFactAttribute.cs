namespace ReaderStudy.Web.Tests.Archives;

/// <summary>A fact that needs Orthanc with DICOMweb, <c>storescu</c>, and a C compiler to keep Orthanc on loopback; skipped, visibly, without.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OrthancFactAttribute : FactAttribute
{
    public OrthancFactAttribute()
    {
        string[] needed = [OrthancProcess.Program, OrthancProcess.Plugin, "/usr/bin/storescu", "/usr/bin/cc"];
        if (needed.FirstOrDefault(n => !File.Exists(n)) is { } missing)
        {
            Skip = $"needs {missing} (Debian: orthanc orthanc-dicomweb dcmtk gcc libc6-dev)";
        }
    }
}
