namespace ReaderStudy.Dicom.Tests;

/// <summary>A fact that needs programs of other projects on the PATH and is skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs)
    {
        var missing = programs.Where(p => ReferencePrograms.Find(p) is null).ToList();
        if (missing.Count > 0)
        {
            Skip = "needs " + string.Join(", ", missing);
        }
    }
}

/// <summary>A theory that needs programs of other projects on the PATH and is skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(params string[] programs)
    {
        var missing = programs.Where(p => ReferencePrograms.Find(p) is null).ToList();
        if (missing.Count > 0)
        {
            Skip = "needs " + string.Join(", ", missing);
        }
    }
}
