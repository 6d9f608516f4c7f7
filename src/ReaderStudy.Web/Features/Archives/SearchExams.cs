using System.Globalization;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Web.Features.Archives;

/// <summary>What a coordinator searches by. It is sent as a form, never as an address, so that no log and no history holds it.</summary>
public sealed record ExamSearch
{
    public string? Archive { get; init; }

    /// <summary>One or several, a line each or separated by commas or semicolons.</summary>
    public string? Patients { get; init; }

    /// <summary>Likewise.</summary>
    public string? Accessions { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public string? Modality { get; init; }

    public string? Description { get; init; }

    /// <summary>The separate numbers of a field.</summary>
    public static IReadOnlyList<string> NumbersIn(string? field) =>
        [
            .. (field ?? "")
                .Split(['\n', '\r', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal),
        ];
}

/// <param name="Exams">The latest first.</param>
/// <param name="HasMore">The archive has more than are shown.</param>
/// <param name="NotFound">Of the numbers searched by, those that nothing was found for.</param>
/// <param name="Problem">Why there was no search, in a sentence; null: there was.</param>
public sealed record FoundExams(IReadOnlyList<FoundExam> Exams, bool HasMore, IReadOnlyList<string> NotFound, string? Problem)
{
    public static FoundExams Failed(string problem) => new([], false, [], problem);
}

/// <summary>Searches an archive by QIDO-RS. Matches are shown to who searched; nothing of them is kept.</summary>
public sealed class SearchExams(ConfiguredArchives archives)
{
    public const int Most = 300;
    public const int MostNumbers = 200;

    public async Task<FoundExams> Handle(ExamSearch search, CancellationToken cancellationToken)
    {
        if (archives.Find(search.Archive) is not { } archive)
        {
            return FoundExams.Failed("Choose the archive to search.");
        }

        var (patients, accessions) = (ExamSearch.NumbersIn(search.Patients), ExamSearch.NumbersIn(search.Accessions));
        if (patients.Count > 1 && accessions.Count > 0 || accessions.Count > 1 && patients.Count > 0)
        {
            return FoundExams.Failed("Give a list of patient numbers or a list of accession numbers, not both.");
        }

        if (patients.Count + accessions.Count > MostNumbers)
        {
            return FoundExams.Failed($"At most {MostNumbers} numbers are searched at once. Search the others afterwards.");
        }

        var rest = new ExamQuery
        {
            From = search.From,
            To = search.To,
            Modality = Trimmed(search.Modality)?.ToUpperInvariant(),
            Description = Trimmed(search.Description)?.Replace("*", "", StringComparison.Ordinal),
        };
        if (rest.IsEmpty && patients.Count + accessions.Count == 0)
        {
            return FoundExams.Failed("Give at least one thing to search by: a number, a day, a modality or a word of the description.");
        }

        if (rest.From > rest.To)
        {
            return FoundExams.Failed("The first day lies after the last day.");
        }

        try
        {
            return await AskAsync(archive, rest, patients, accessions, cancellationToken);
        }
        catch (DicomWebException problem)
        {
            return FoundExams.Failed(problem.Message);
        }
    }

    private static async Task<FoundExams> AskAsync(
        DicomWebClient archive,
        ExamQuery rest,
        IReadOnlyList<string> patients,
        IReadOnlyList<string> accessions,
        CancellationToken cancellationToken
    )
    {
        var queries =
            patients.Count > 1 || accessions.Count == 0
                ? patients.Select(p =>
                    (Number: (string?)p, Query: rest with { PatientId = p, AccessionNumber = accessions is [var a, ..] ? a : null })
                )
                : accessions.Select(a =>
                    (Number: (string?)a, Query: rest with { AccessionNumber = a, PatientId = patients is [var p, ..] ? p : null })
                );
        var (exams, notFound, hasMore) = (new Dictionary<string, FoundExam>(), new List<string>(), false);
        foreach (var (number, query) in queries.DefaultIfEmpty((null, rest)))
        {
            if (exams.Count >= Most)
            {
                hasMore = true;
                break;
            }

            var found = await archive.FindExamsAsync(query, Most - exams.Count, cancellationToken);
            hasMore |= found.HasMore;
            if (found.Items.Count == 0 && number is not null)
            {
                notFound.Add(number);
            }

            foreach (var exam in found.Items)
            {
                exams[exam.Uid] = exam;
            }
        }

        return new FoundExams([.. exams.Values.OrderByDescending(e => e.Date)], hasMore, notFound, null);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary><c>22 Nov 2026</c>.</summary>
    public static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "";
}
