using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Truth;

/// <param name="Pass">Who looks.</param>
/// <param name="CaseId">The case.</param>
/// <param name="SeriesId">The series.</param>
/// <param name="Code">Of the case.</param>
/// <param name="Phase">Of the series.</param>
/// <param name="Slices">How many there are.</param>
/// <param name="Position">The slice, from 0.</param>
/// <param name="Window">Which of the protocol's windows, from 0; null: the first.</param>
public sealed record SliceView(
    StudyPass Pass,
    Guid CaseId,
    Guid SeriesId,
    string Code,
    string Phase,
    int Slices,
    int Position,
    int? Window
);
