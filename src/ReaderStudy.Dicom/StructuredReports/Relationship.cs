namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>What a content item is to the one above it (PS3.3 C.17.3.2.4).</summary>
public enum Relationship
{
    Contains,

    HasObservationContext,

    HasConceptModifier,

    HasAcquisitionContext,

    HasProperties,

    InferredFrom,

    SelectedFrom,
}

/// <summary>The words that files have for relationships.</summary>
internal static class RelationshipTerms
{
    public static string Term(this Relationship relationship) =>
        relationship switch
        {
            Relationship.Contains => "CONTAINS",
            Relationship.HasObservationContext => "HAS OBS CONTEXT",
            Relationship.HasConceptModifier => "HAS CONCEPT MOD",
            Relationship.HasAcquisitionContext => "HAS ACQ CONTEXT",
            Relationship.HasProperties => "HAS PROPERTIES",
            Relationship.InferredFrom => "INFERRED FROM",
            Relationship.SelectedFrom => "SELECTED FROM",
        };

    public static Relationship? Parse(string? term)
    {
        foreach (var relationship in Enum.GetValues<Relationship>())
        {
            if (relationship.Term() == term)
            {
                return relationship;
            }
        }

        return null;
    }
}
