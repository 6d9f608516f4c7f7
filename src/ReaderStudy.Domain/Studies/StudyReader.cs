namespace ReaderStudy.Domain.Studies;

/// <summary>One who reads in a study: a radiologist with an account, or one whose readings were imported.</summary>
public sealed class StudyReader
{
    internal StudyReader(Guid studyId, string name, ReaderLevel level, int? yearsOfExperience, Guid? personId)
    {
        Id = Guid.CreateVersion7();
        StudyId = studyId;
        Name = name;
        Level = level;
        YearsOfExperience = yearsOfExperience;
        PersonId = personId;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>How tables and reports call the reader: <c>Reader 2</c>, or the name in an imported file.</summary>
    public string Name { get; private set; }

    public ReaderLevel Level { get; private set; }

    public int? YearsOfExperience { get; private set; }

    /// <summary>The account; null when the readings were made elsewhere.</summary>
    public Guid? PersonId { get; private set; }
}
