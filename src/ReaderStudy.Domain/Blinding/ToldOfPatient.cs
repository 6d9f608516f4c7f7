using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Blinding;

/// <summary>What an arm tells of the patient; null is what it does not tell, or what is not known.</summary>
/// <param name="Age">In years.</param>
/// <param name="Sex"><c>F</c>, <c>M</c>, <c>O</c>.</param>
/// <param name="History">In a few sentences.</param>
public sealed record ToldOfPatient(int? Age, string? Sex, string? History)
{
    /// <summary>Null where the arm tells nothing at all.</summary>
    public static ToldOfPatient? Of(Arm arm, Case told) =>
        arm.Tells.Count == 0
            ? null
            : new ToldOfPatient(
                arm.Tells.Contains(ClinicalItem.Age) ? told.Age : null,
                arm.Tells.Contains(ClinicalItem.Sex) ? told.Sex : null,
                arm.Tells.Contains(ClinicalItem.History) ? told.History : null
            );
}
