using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Domain.Blinding;

/// <summary>All that a reader ever gets to know of a case. There is no place in it for truth, predictions, other answers, names, dates or UIDs.</summary>
/// <param name="Position">Place in the session, from 1.</param>
/// <param name="DisplayCode"><c>Case 17</c>: the position in words, nothing of the case itself.</param>
/// <param name="Series">By position, in the order of the hanging.</param>
/// <param name="Told">What the arm tells of the patient; null: nothing.</param>
public sealed record BlindedCase(int Position, string DisplayCode, IReadOnlyList<BlindedSeries> Series, ToldOfPatient? Told = null)
{
    /// <summary>Slides and photographs, in their order.</summary>
    public IReadOnlyList<BlindedPicture> Pictures { get; init; } = [];
}

/// <param name="Index">Place in the case, from 0.</param>
/// <param name="Phase">What the coordinator confirmed.</param>
/// <param name="SliceCount">Number of frames.</param>
/// <param name="Rows">Of a frame.</param>
/// <param name="Columns">Of a frame.</param>
/// <param name="OpeningSlice">The slice that is shown first, from 0: the middle of the stack, whatever the case holds.</param>
/// <param name="IsPrior">Of an earlier exam of the same patient; never says when it was.</param>
public sealed record BlindedSeries(int Index, Phase Phase, int SliceCount, int Rows, int Columns, int OpeningSlice, bool IsPrior = false);

/// <param name="Index">Place in the case, from 0.</param>
/// <param name="Label">The stain or view, one of those that are known; else its number.</param>
/// <param name="Shape">Size and tiles.</param>
/// <param name="MicronsPerPixel">Null when it is not known.</param>
public sealed record BlindedPicture(int Index, string Label, PictureShape Shape, double? MicronsPerPixel);
