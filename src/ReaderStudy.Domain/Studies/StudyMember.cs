namespace ReaderStudy.Domain.Studies;

/// <summary>A person's role in a study.</summary>
public sealed class StudyMember
{
    internal StudyMember(Guid studyId, Guid personId, StudyRole role)
    {
        StudyId = studyId;
        PersonId = personId;
        Role = role;
    }

    public Guid StudyId { get; private set; }

    public Guid PersonId { get; private set; }

    public StudyRole Role { get; private set; }
}
