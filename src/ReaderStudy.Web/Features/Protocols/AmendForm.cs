using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols.Subjects;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>What is usually amended, as a form: title and instructions, the washout, the rules of reading, and what the plan of the analysis says.</summary>
public static class AmendForm
{
    private static readonly string[] OfDesign = ["WashoutDays", "WashoutReason"];

    public static SubjectForm Of(Protocol protocol) =>
        new(
            [
                .. new AboutSubject().FormOf(protocol).Fields.Where(f => f.Name != "Id"),
                .. new DesignSubject().FormOf(protocol).Fields.Where(f => OfDesign.Contains(f.Name)),
                .. new ReadingSubject().FormOf(protocol).Fields,
                .. new AnalysisSubject().FormOf(protocol).Fields,
            ],
            []
        );

    public static Protocol Apply(Protocol old, GivenForm given)
    {
        var changed = new ReadingSubject().Apply(old, given);
        return changed with
        {
            Title = given.Needed("Title", "A protocol needs a title."),
            Description = given.Optional("Description"),
            Instructions = given.Text("Instructions"),
            Design = old.Design with
            {
                WashoutDays = given.Whole("WashoutDays", StudyDesign.UsualWashout),
                WashoutReason = given.Optional("WashoutReason"),
            },
            Analysis = new AnalysisSubject().Apply(old, given).Analysis with { Endpoints = old.Analysis.Endpoints },
        };
    }
}
