using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Web.Features.Archives;

/// <param name="Number">Of the exam in the choice, from 1.</param>
/// <param name="ExamUid">Study Instance UID.</param>
/// <param name="Exam">What the archive tells of it; null: nothing.</param>
/// <param name="Series">By number.</param>
/// <param name="Problem">Why its series are not known; null: they are.</param>
public sealed record ExamSeries(int Number, string ExamUid, FoundExam? Exam, IReadOnlyList<FoundSeries> Series, string? Problem);

/// <summary>Asks an archive for the series of chosen exams.</summary>
public sealed class ListSeries(ConfiguredArchives archives)
{
    /// <summary>Kinds of series that hold no images to read.</summary>
    private static readonly HashSet<string> WithoutImages =
    [
        "SR",
        "PR",
        "KO",
        "DOC",
        "REG",
        "FID",
        "RTSTRUCT",
        "RTPLAN",
        "RTDOSE",
        "RTRECORD",
        "SEG",
        "AU",
        "ECG",
        "HD",
        "PLAN",
        "RWV",
        "M3D",
        "ANN",
        "AI",
    ];

    /// <summary>True unless the modality says that there is nothing to be read.</summary>
    public static bool HoldsImages(FoundSeries series) => series.Modality is not { } modality || !WithoutImages.Contains(modality);

    public async Task<IReadOnlyList<ExamSeries>> Handle(
        string archiveName,
        IReadOnlyList<string> examUids,
        CancellationToken cancellationToken
    )
    {
        var archive = archives.Find(archiveName);
        var listed = new ExamSeries[examUids.Count];
        await Parallel.ForAsync(
            0,
            examUids.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
            async (i, token) => listed[i] = await ListAsync(archive, i + 1, examUids[i], token)
        );
        return listed;
    }

    private static async Task<ExamSeries> ListAsync(
        DicomWebClient? archive,
        int number,
        string examUid,
        CancellationToken cancellationToken
    )
    {
        if (archive is null)
        {
            return new ExamSeries(number, examUid, null, [], "This archive is not configured any more.");
        }

        try
        {
            var series = await archive.FindSeriesAsync(examUid, cancellationToken);
            var exam = await archive.FindExamsAsync(new ExamQuery { ExamUid = examUid }, 1, cancellationToken);
            return new ExamSeries(
                number,
                examUid,
                exam.Items is [var found, ..] ? found : null,
                [.. series.OrderBy(s => s.Number ?? int.MaxValue)],
                null
            );
        }
        catch (DicomWebException problem)
        {
            return new ExamSeries(number, examUid, null, [], problem.Message);
        }
    }
}
