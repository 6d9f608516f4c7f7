using System.Globalization;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Sorts the images of series by where they lie in the patient, says what is wrong with a stack, and proposes its phase.</summary>
public sealed class SortSeries(ReaderStudyDbContext db, ImageStore images, ProposePhases propose, FindFindings find)
{
    /// <summary>Two imports into one study must not describe one series twice.</summary>
    private static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>Series of a study that hold images which nobody has sorted in yet.</summary>
    public static IQueryable<Series> Unsorted(ReaderStudyDbContext db, Guid studyId) =>
        db.Series.Where(s =>
            db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId) && db.Instances.Any(i => i.SeriesId == s.Id && i.Position < 0)
        );

    /// <summary>Sorts every series that has new images, a transaction a series; then compares the series of each exam, and looks for findings.</summary>
    /// <param name="studyId">The study.</param>
    /// <param name="cancellationToken">Stops between series.</param>
    public async Task Handle(Guid studyId, CancellationToken cancellationToken)
    {
        var ids = await Unsorted(db, studyId).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellationToken);
        foreach (var id in ids)
        {
            await Gate.WaitAsync(cancellationToken);
            try
            {
                // Another import of the study may have sorted it meanwhile.
                if (await Unsorted(db, studyId).AnyAsync(s => s.Id == id, cancellationToken))
                {
                    await SortAsync(studyId, id, cancellationToken);
                }
            }
            finally
            {
                Gate.Release();
            }
        }

        await propose.Handle(studyId, cancellationToken);
        await find.Handle(studyId, cancellationToken);
    }

    private async Task SortAsync(Guid studyId, Guid seriesId, CancellationToken cancellationToken)
    {
        var series = await db.Series.SingleAsync(s => s.Id == seriesId, cancellationToken);
        var instances = await db.Instances.Where(i => i.SeriesId == seriesId).ToListAsync(cancellationToken);
        var home = await db.Cases.SingleAsync(c => c.Id == series.CaseId, cancellationToken);
        var byHeader = new Dictionary<DicomDataset, Instance>(ReferenceEqualityComparer.Instance);
        foreach (var instance in instances.OrderBy(i => i.SopInstanceUid, StringComparer.Ordinal))
        {
            byHeader[await images.ReadHeaderAsync(instance.FileKey, cancellationToken)] = instance;
        }

        var read = byHeader.Where(p => p.Value.ExclusionReason is null).Select(p => p.Key).OrderBy(NumberOf).ToList();
        var headers = read.Count > 0 ? read : byHeader.Keys.OrderBy(NumberOf).ToList();
        List<DicomDataset> all = [.. headers, .. byHeader.Keys.Except(headers, ReferenceEqualityComparer.Instance).Cast<DicomDataset>()];
        try
        {
            await DescribeAsync(studyId, series, headers, all, byHeader, cancellationToken);
            series.DateExam(headers[0].GetString(DicomTags.StudyDate), headers[0].GetString(DicomTags.StudyTime));
            DescribeCase(home, headers[0]);
        }
        catch (DicomException unreadable)
        {
            // The images stay, in the order of their UIDs, and the series says what is wrong: one of them must not stop an import.
            all.ForEach(h => byHeader[h].PlaceAt(all.IndexOf(h)));
            series.Describe(series.Modality, series.Rows, series.Columns, 0, 0, 0, Clip(unreadable.Message));
            await find.OfStackAsync(studyId, series, [(FindingKind.NoGeometry, unreadable.Message)], cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity is Series or Instance or Case or CohortFinding).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }

    private async Task DescribeAsync(
        Guid studyId,
        Series series,
        List<DicomDataset> headers,
        List<DicomDataset> all,
        Dictionary<DicomDataset, Instance> byHeader,
        CancellationToken cancellationToken
    )
    {
        var stack = SliceStack.Of(headers);
        Place(stack, all, byHeader);
        Describe(series, stack, headers);
        var body = headers[0].GetString(DicomTags.BodyPartExamined) is { Length: <= 16 } part ? part.ToUpperInvariant() : "";
        var evidence = series.PhaseIsConfirmed
            ? series.PhaseEvidence
            : PhaseOfSeries.Evidence(headers, series.PhaseWords, Measured(stack, byHeader, cancellationToken));
        series.Measure(body, evidence);
        await find.OfStackAsync(studyId, series, StackFindings.Of(series, stack, headers), cancellationToken);
    }

    private static string Clip(string text) => text.Length > 1000 ? text[..999] + "…" : text;

    /// <summary>
    /// Vessels and organs in evenly spread slices of a CT stack; null if it is none, or its pixels cannot be read: the header alone has to
    /// do then, and what is wrong with the stack is shown with the series.
    /// </summary>
    private Enhancement? Measured(SliceStack stack, Dictionary<DicomDataset, Instance> byHeader, CancellationToken cancellationToken)
    {
        if (!stack.IsUsable || stack.Slices.Count < 2 || stack.Slices[0].Dataset.GetString(DicomTags.Modality) != "CT")
        {
            return null;
        }

        var number = Math.Min(PhaseOfSeries.MeasuredSlices, stack.Slices.Count);
        var keys = Enumerable
            .Range(0, number)
            .Select(i => (int)((i + 0.5) * stack.Slices.Count / number))
            .Select(place => byHeader[stack.Slices[place].Dataset].FileKey)
            .ToList();
        var measured = new SliceMeasures[number];
        try
        {
            Parallel.For(
                0,
                number,
                new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
                i => measured[i] = images.Look(keys[i], bytes => SliceMeasures.Of(DicomFile.Read(bytes).Dataset))
            );
        }
        catch (AggregateException exception)
        {
            if (exception.InnerExceptions.FirstOrDefault(e => e is not DicomException) is { } other)
            {
                ExceptionDispatchInfo.Throw(other);
            }

            return null;
        }

        return Enhancement.Of(measured);
    }

    /// <summary>By geometry; where there is none, and for images that a sound stack leaves out, by instance number.</summary>
    private static void Place(SliceStack stack, List<DicomDataset> headers, Dictionary<DicomDataset, Instance> byHeader)
    {
        var inStack = stack.IsUsable ? stack.Slices.Select(s => s.Dataset).ToList() : [];
        var rest = headers.Except(inStack, ReferenceEqualityComparer.Instance).Cast<DicomDataset>();
        var position = 0;
        foreach (var header in inStack.Concat(rest))
        {
            byHeader[header].PlaceAt(position++);
        }
    }

    private static void Describe(Series series, SliceStack stack, List<DicomDataset> headers)
    {
        var first = headers[0];
        var plane = SlicePlane.Of(first);
        var problems = string.Join("; ", stack.Problems.Select(p => p.Message));
        var problem = problems.Length switch
        {
            0 => null,
            > 1000 => problems[..999] + "…",
            _ => problems,
        };
        series.Describe(
            (first.GetString(DicomTags.Modality) ?? "") is { Length: <= 16 } modality ? modality : "",
            first.RequireInt(DicomTags.Rows),
            first.RequireInt(DicomTags.Columns),
            plane?.RowSpacing ?? 0,
            plane?.ColumnSpacing ?? 0,
            headers.Count > 1 && stack.IsUsable ? stack.Spacing : 0,
            headers.Count == 1 && stack.IsUsable ? "A single image, not a stack"
                : first.GetString(DicomTags.Modality) is "CT" or "MR" or "PT" ? problem
                : null
        );
    }

    private static void DescribeCase(Case home, DicomDataset header)
    {
        var sex = header.GetString(DicomTags.PatientSex)?.ToUpperInvariant();
        home.Describe(sex: home.Sex is null && sex is "F" or "M" or "O" ? sex : null, age: home.Age ?? AgeOf(header));
    }

    /// <summary>In whole years, from a DICOM age such as <c>045Y</c>; null for anything else.</summary>
    private static int? AgeOf(DicomDataset header) =>
        header.GetString(DicomTags.PatientAge) is { Length: 4 } text
        && text[3] is 'Y' or 'y'
        && int.TryParse(text.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var years)
            ? years
            : null;

    private static int NumberOf(DicomDataset header)
    {
        try
        {
            return header.GetInt(DicomTags.InstanceNumber) ?? int.MaxValue;
        }
        catch (DicomException)
        {
            return int.MaxValue;
        }
    }
}
