using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Truth;

/// <summary>A vote as whoever votes again sees it: by a letter, without name and time.</summary>
/// <param name="Letter">A, B, …</param>
/// <param name="ClassId">What it says.</param>
/// <param name="Kind">What it rests on.</param>
/// <param name="Month">When that was established; empty: not known.</param>
/// <param name="Rationale">Why; may be empty.</param>
public sealed record ShownVote(char Letter, string ClassId, ReferenceKind Kind, string Month, string Rationale);

/// <param name="SeriesId">The series.</param>
/// <param name="Name">Of the phase.</param>
/// <param name="Slices">How many there are.</param>
/// <param name="Shown">Which of them the page shows, from 0.</param>
public sealed record TruthStrip(Guid SeriesId, string Name, int Slices, IReadOnlyList<int> Shown);

/// <summary>What a truther types; shown again when something is wrong with it.</summary>
public sealed class VoteForm
{
    public string? Class { get; set; }

    public string? Kind { get; set; }

    public string? Month { get; set; }

    public string? Rationale { get; set; }

    /// <summary>True when the truther has seen what looked like an identity, and leaves it.</summary>
    public bool Confirmed { get; set; }
}

/// <param name="Pass">Who looks.</param>
/// <param name="Case">What is known of the patient.</param>
/// <param name="Strips">By phase.</param>
/// <param name="Task">What the truther does here.</param>
/// <param name="Round">Of the vote that is asked for.</param>
/// <param name="Others">The differing votes; empty for a first vote.</param>
/// <param name="Form">As typed.</param>
/// <param name="Fault">Why the vote was not taken, in a sentence; null: nothing.</param>
/// <param name="Doubt">What in the rationale looks like an identity; null: nothing.</param>
public sealed record TruthCaseView(
    StudyPass Pass,
    Case Case,
    IReadOnlyList<TruthStrip> Strips,
    TrutherTask Task,
    int Round,
    IReadOnlyList<ShownVote> Others,
    VoteForm Form,
    string? Fault,
    string? Doubt
);

/// <summary>
/// A case as a truther sees it: images and what is known of the patient; never an answer of a reader or a model, nor a vote that was not yet
/// to be seen.
/// </summary>
public sealed class TruthCasePage(ReaderStudyDbContext db, ImageStore store, AuditTrail audit)
{
    private const int StripLength = 12;

    public async Task<TruthCaseView> Handle(
        StudyPass pass,
        Guid caseId,
        VoteForm form,
        string? fault,
        string? doubt,
        CancellationToken cancellationToken
    )
    {
        var one =
            await db
                .Cases.AsNoTracking()
                .Include(c => c.Series)
                    .ThenInclude(s => s.Instances)
                .SingleOrDefaultAsync(c => c.Id == caseId && c.StudyId == pass.Study.Id && c.IsIncluded, cancellationToken)
            ?? throw new NotFoundException("case");
        var votes = await db.TruthVotes.AsNoTracking().Where(v => v.CaseId == caseId).ToListAsync(cancellationToken);
        var panel = new TruthPanel(pass.Study.Protocol.Truth.Rule, StudyPanels.TruthersOf(pass.Study), votes);
        var task = panel.TaskOf(pass.PersonId);
        var others = task == TrutherTask.VoteAgain ? panel.ShownVotes : [];
        if (others.Count > 0)
        {
            audit.Record("truth.votes-shown", pass.PersonId, pass.Study.Id, $"case {caseId}");
            await db.SaveChangesAsync(cancellationToken);
        }

        return new TruthCaseView(
            pass,
            one,
            [.. ReadSeries(one).Select(s => Strip(s.Series, s.Images.Count))],
            task,
            panel.CompleteRounds + 1,
            [
                .. others.Select(
                    (v, i) => new ShownVote((char)('A' + i), v.ClassId, v.Kind, ReferenceMonth.Write(v.ReferenceDate), v.Rationale)
                ),
            ],
            form,
            fault,
            doubt
        );
    }

    /// <summary>One slice as PNG.</summary>
    /// <param name="pass">A truther's.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="seriesId">One of its series that are read.</param>
    /// <param name="position">From 0.</param>
    /// <param name="longest">The longer side at most, in pixels.</param>
    /// <param name="window">Null: the image's own.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<byte[]> SliceAsync(
        StudyPass pass,
        Guid caseId,
        Guid seriesId,
        int position,
        int longest,
        Window? window,
        CancellationToken cancellationToken
    )
    {
        var keys = await KeysAsync(pass, caseId, seriesId, cancellationToken);
        if (position < 0 || position >= keys.Count)
        {
            throw new NotFoundException("slice");
        }

        var file = DicomFile.Read(await store.ReadAsync(keys[position], cancellationToken));
        var pixels = await PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken);
        return Thumbnail.Png(file.Dataset, pixels, longest: longest, window: window);
    }

    /// <summary>Code of the case, name of the phase, and how many slices there are.</summary>
    public async Task<(string Code, string Phase, int Slices)> SeriesAsync(
        StudyPass pass,
        Guid caseId,
        Guid seriesId,
        CancellationToken cancellationToken
    )
    {
        var keys = await KeysAsync(pass, caseId, seriesId, cancellationToken);
        var code = await db.Cases.Where(c => c.Id == caseId).Select(c => c.Code).FirstOrDefaultAsync(cancellationToken);
        var phase = await db.Series.Where(s => s.Id == seriesId).Select(s => s.Phase).FirstOrDefaultAsync(cancellationToken);
        return keys.Count == 0 ? throw new NotFoundException("series") : (code!, PhaseNames.ShortOf(phase), keys.Count);
    }

    private Task<List<string>> KeysAsync(StudyPass pass, Guid caseId, Guid seriesId, CancellationToken cancellationToken) =>
        (
            from instance in db.Instances
            join series in db.Series on instance.SeriesId equals series.Id
            join one in db.Cases on series.CaseId equals one.Id
            where
                one.StudyId == pass.Study.Id
                && one.Id == caseId
                && one.IsIncluded
                && series.Id == seriesId
                && series.ExclusionReason == null
                && instance.ExclusionReason == null
            orderby instance.Position, instance.SopInstanceUid
            select instance.FileKey
        ).ToListAsync(cancellationToken);

    private static IEnumerable<(Series Series, List<Instance> Images)> ReadSeries(Case one) =>
        one
            .Series.Where(s => s.ExclusionReason is null && s.Instances.Count > 0)
            .OrderBy(s => s.Phase)
            .ThenBy(s => s.SeriesUid, StringComparer.Ordinal)
            .Select(s => (s, s.Instances.Where(i => i.ExclusionReason is null).ToList()));

    private static TruthStrip Strip(Series series, int count) =>
        new(
            series.Id,
            PhaseNames.ShortOf(series.Phase) + (series.Variant is { } variant ? $", {variant}" : ""),
            count,
            count <= StripLength
                ? [.. Enumerable.Range(0, count)]
                : [.. Enumerable.Range(0, StripLength).Select(i => ((2 * i) + 1) * count / (2 * StripLength))]
        );
}
