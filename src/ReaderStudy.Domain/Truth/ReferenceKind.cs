namespace ReaderStudy.Domain.Truth;

/// <summary>What a reference standard rests on.</summary>
public enum ReferenceKind
{
    Pathology,

    /// <summary>How the lesion went on, on later exams.</summary>
    FollowUp,

    /// <summary>What truthers saw on the images alone.</summary>
    PanelReading,

    Other,
}

/// <summary>How kinds of reference are written in files and on pages.</summary>
public static class ReferenceKinds
{
    /// <summary>In lower case and hyphens, <c>follow-up</c>.</summary>
    public static string IdOf(ReferenceKind kind) =>
        kind switch
        {
            ReferenceKind.Pathology => "pathology",
            ReferenceKind.FollowUp => "follow-up",
            ReferenceKind.PanelReading => "panel",
            ReferenceKind.Other => "other",
        };

    /// <summary>As people read it.</summary>
    public static string NameOf(ReferenceKind kind) =>
        kind switch
        {
            ReferenceKind.Pathology => "Pathology",
            ReferenceKind.FollowUp => "Follow-up",
            ReferenceKind.PanelReading => "Reading by a panel",
            ReferenceKind.Other => "Other",
        };

    /// <summary>The kind with this id; null: there is none.</summary>
    public static ReferenceKind? Find(string id)
    {
        foreach (var kind in Enum.GetValues<ReferenceKind>())
        {
            if (IdOf(kind).Equals(id.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return null;
    }
}
