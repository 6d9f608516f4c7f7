using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.ReadingRoom;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <param name="Groups">By question: the findings that its answer became; none where nothing was marked or outlined.</param>
/// <param name="Evidence">The segmentations that were written for it.</param>
public sealed record DrawnParts(
    IReadOnlyDictionary<string, IReadOnlyList<MeasurementGroup>> Groups,
    IReadOnlyList<EvidenceInstance> Evidence
);

/// <summary>
/// Turns what was drawn in a reading into findings of its report, and writes each outline as a DICOM segmentation, whose SOP Instance UID is
/// the answer. An outline on images that make no volume is written as the platform keeps it.
/// </summary>
public sealed class ExportDrawn(ReaderStudyDbContext db, ImageStore store, FindStack findStack)
{
    private readonly Dictionary<Guid, DrawnImages?> _known = [];
    private readonly Dictionary<Guid, List<DicomDataset>> _headers = [];
    private Guid _case;

    /// <param name="study">Unblinded.</param>
    /// <param name="one">The case.</param>
    /// <param name="reading">A locked reading of it.</param>
    /// <param name="choices">What may leave the study.</param>
    /// <param name="target">Takes the segmentations.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<DrawnParts> Handle(
        Study study,
        ExportedCase one,
        ExportedReading reading,
        ExportChoices choices,
        IExportTarget target,
        CancellationToken cancellationToken
    )
    {
        var groups = new Dictionary<string, IReadOnlyList<MeasurementGroup>>();
        var evidence = new List<EvidenceInstance>();
        var drawn = study.Protocol.Questions.Where(q => IsDrawn(q) && reading.Answers[q.Id] is { Length: > 0 }).ToList();
        if (drawn.Count == 0)
        {
            return new DrawnParts(groups, evidence);
        }

        var images = await ImagesAsync(study.Protocol, reading, cancellationToken);
        var findings = new DrawnGroups(images, reading, choices);
        foreach (var question in drawn)
        {
            var answer = reading.Answers[question.Id]!;
            if (question.Kind is not QuestionKind.Mask)
            {
                if (findings.Of(question, answer) is { } found)
                {
                    groups[question.Id] = found;
                }

                continue;
            }

            var kept = await db
                .DrawnOutlines.AsNoTracking()
                .Where(o => o.MaskUid == answer && o.QuestionId == question.Id)
                .FirstOrDefaultAsync(o => db.Readings.Any(r => r.Id == o.ReadingId && r.CaseId == reading.CaseId), cancellationToken);
            if (kept is null || images.FirstOrDefault(s => s.Series.Id == kept.SeriesId) is not { } home)
            {
                continue;
            }

            var outline = Outline.Read(kept.Content);
            if (outline.Slices.Count == 0)
            {
                groups[question.Id] = [];
            }

            var path = $"sub-{one.Name}/{reading.FileName}_{PlainName(question.Id)}";
            if (await WriteAsync(path, question, reading, home, kept, target, cancellationToken) is { } segmentation)
            {
                evidence.Add(segmentation);
                groups[question.Id] = [findings.Of(question, home, outline, segmentation)];
            }
        }

        return new DrawnParts(groups, evidence);
    }

    private static bool IsDrawn(Question question) =>
        question.Kind switch
        {
            QuestionKind.Marks or QuestionKind.Measure or QuestionKind.Mask => true,
            QuestionKind.Choice
            or QuestionKind.Ordinal
            or QuestionKind.Multiple
            or QuestionKind.Rating
            or QuestionKind.Number
            or QuestionKind.Text => false,
        };

    /// <returns>The segmentation; null where nothing lies inside, or none could be made.</returns>
    private async Task<EvidenceInstance?> WriteAsync(
        string path,
        Question question,
        ExportedReading reading,
        DrawnImages home,
        DrawnOutline kept,
        IExportTarget target,
        CancellationToken cancellationToken
    )
    {
        var outline = Outline.Read(kept.Content);
        var stack = outline.Slices.Count == 0 ? null : await StackAsync(home, outline, cancellationToken);
        if (stack is null)
        {
            await using var text = await target.CreateAsync(path + ".json", cancellationToken);
            await text.WriteAsync(Encoding.UTF8.GetBytes(kept.Content + "\n"), cancellationToken);
            return null;
        }

        var places = stack
            .Slices.Select((s, i) => (Uid: s.Dataset.RequireString(DicomTags.SopInstanceUid), i))
            .ToDictionary(s => s.Uid, s => s.i);
        var segment = new Segment(
            new SegmentDescription
            {
                Number = 1,
                Label = question.Text.Length <= 64 ? question.Text : question.Text[..64],
                Category = Concepts.MorphologicallyAbnormalStructure,
                Type = Concepts.Lesion,
                Algorithm = SegmentAlgorithm.Manual,
                TrackingId = question.Id,
                TrackingUid = DicomUid.FromName($"{question.Id} of case {reading.CaseId}"),
            },
            outline.Slices.ToDictionary(
                s => places[home.Instances[s.Slice].SopInstanceUid],
                s => new ReadOnlyMemory<byte>(outline.PixelsOf(s))
            )
        );
        var identity = new DerivedIdentity
        {
            SopInstanceUid = kept.MaskUid,
            SeriesUid = DicomUid.FromName($"outlines of case {reading.CaseId} by reader {reading.Reader}"),
            SeriesNumber = 9500 + reading.Reader,
            SeriesDescription = "Outlines of a reader study",
            MadeAt = kept.SavedAt.UtcDateTime,
            SoftwareVersion = StudyAnalysis.Version,
        };
        var options = new SegmentationOptions
        {
            Creator = string.Create(CultureInfo.InvariantCulture, $"Reader^{reading.Reader:00}"),
            Description = question.Id,
        };
        var file = SegmentationWriter.Write(stack, [segment], identity, options);
        await using var stream = await target.CreateAsync(path + ".dcm", cancellationToken);
        await stream.WriteAsync(file.ToBytes(), cancellationToken);
        return EvidenceInstance.Of(file.Dataset);
    }

    /// <summary>The stack in which every outlined image lies; null: they make none, or one of them cannot be read.</summary>
    private async Task<SliceStack?> StackAsync(DrawnImages home, Outline outline, CancellationToken cancellationToken)
    {
        var outlined = outline.Slices.Select(s => home.Instances[s.Slice].SopInstanceUid).ToHashSet();
        foreach (var group in SliceStack.Groups(await HeadersAsync(home, cancellationToken)))
        {
            var stack = SliceStack.Of(group);
            if (stack.IsUsable && outlined.IsSubsetOf(stack.Slices.Select(s => s.Dataset.RequireString(DicomTags.SopInstanceUid))))
            {
                // The first image lends patient and exam, of which the others need not hold anything.
                var first = stack.Slices[0].Dataset;
                var key = home.Instances.Single(i => i.SopInstanceUid == first.RequireString(DicomTags.SopInstanceUid)).FileKey;
                var whole = await store.ReadHeaderAsync(key, cancellationToken);
                return SliceStack.Of(group.Select(h => ReferenceEquals(h, first) ? whole : h));
            }
        }

        return null;
    }

    /// <summary>Of the images that can be read, as far as a stack is made of them.</summary>
    private async Task<List<DicomDataset>> HeadersAsync(DrawnImages home, CancellationToken cancellationToken)
    {
        if (!_headers.TryGetValue(home.Series.Id, out var headers))
        {
            headers = [];
            foreach (var instance in home.Instances)
            {
                if (await store.SoundHeaderAsync(instance.FileKey, cancellationToken) is { } header)
                {
                    headers.Add(StackHeader.Of(header));
                }
            }

            _headers[home.Series.Id] = headers;
        }

        return headers;
    }

    /// <summary>
    /// The series that the reader saw in this reading, without those of which nothing can be read. What is found of the last case is
    /// remembered: readings come case by case.
    /// </summary>
    private async Task<IReadOnlyList<DrawnImages>> ImagesAsync(
        Protocol protocol,
        ExportedReading reading,
        CancellationToken cancellationToken
    )
    {
        if (_case != reading.CaseId)
        {
            _known.Clear();
            _headers.Clear();
            _case = reading.CaseId;
        }

        var session = await db.ReadingSessions.AsNoTracking().SingleAsync(s => s.Id == reading.SessionId, cancellationToken);
        var stage = session.RevealArmId == reading.Arm.Id ? ReadingStage.Aided : ReadingStage.Only;
        var images = new List<DrawnImages>();
        foreach (var shown in await new ReaderDeskImages(db).OfAsync(protocol, session, stage, reading.CaseId, cancellationToken))
        {
            if (!_known.TryGetValue(shown.Series.Id, out var known))
            {
                known = await FoundAsync(shown, cancellationToken);
                _known[shown.Series.Id] = known;
            }

            if (known is not null)
            {
                images.Add(known with { Grid = known.Grid with { Index = shown.Index } });
            }
        }

        return images;
    }

    /// <summary>Null when none of its images can be read.</summary>
    private async Task<DrawnImages?> FoundAsync(HungSeries shown, CancellationToken cancellationToken)
    {
        foreach (var key in shown.FileKeys)
        {
            if (await store.SoundHeaderAsync(key, cancellationToken) is { } first)
            {
                return new DrawnImages(
                    shown.Series,
                    [.. ExportedCases.Ordered(shown.Series)],
                    SeriesPlanes.Of(
                        shown.Index,
                        (shown.Series.Rows, shown.Series.Columns),
                        await findStack.PlacesAsync(shown.FileKeys, cancellationToken)
                    ),
                    first.RequireString(DicomTags.SopClassUid),
                    first.GetString(DicomTags.FrameOfReferenceUid) ?? DicomUid.FromName(shown.Series.SeriesUid)
                );
            }
        }

        return null;
    }

    private static string PlainName(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
