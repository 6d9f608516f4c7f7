namespace ReaderStudy.Web.Tests.Imports;

/// <summary>A test that needs an account to which a folder can be closed; skipped, visibly, for one that may read everything.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Skip = "The tests run under an account that may read every folder.";
        }
    }
}
