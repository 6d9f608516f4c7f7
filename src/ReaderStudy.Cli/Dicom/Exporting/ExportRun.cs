using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <summary>Runs <c>readerstudy dicom export</c>: everything into a hidden folder, which gets its name at the end.</summary>
internal sealed class ExportRun(ExportRequest request, TextWriter output, TextWriter error)
{
    private readonly ExportReport _report = new(request);
    private readonly SourceImages _sources = new();

    /// <summary>The stacks that became volumes.</summary>
    private readonly List<(BidsImage Place, SliceStack Stack)> _stacks = [];

    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var input = await ExportInput.ReadAsync(request.Paths, cancellationToken);
            _report.Refused.AddRange(input.Refused);
            using var target = new FolderTarget(request.Out);
            await WriteAsync(input, new ExportFolder(target, request.Format), cancellationToken);
            if (_report.Volumes.Count + _report.Masks.Count == 0)
            {
                _report.TellRefused(error);
                error.WriteLine("Nothing was exported: there is no stack of images that NIfTI can hold.");
                return ExitCode.BadInput;
            }

            target.Complete();
            _report.Tell(output, error);
            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DicomException or RefusedSegmentation)
        {
            error.WriteLine(exception.Message);
            return ExitCode.BadInput;
        }
    }

    private async Task WriteAsync(ExportInput input, ExportFolder folder, CancellationToken cancellationToken)
    {
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        // Nobody knows whether exams without a patient number are of one person.
        foreach (var patient in ExamGrouping.Group(input.Images).GroupBy(e => e.PatientId.Length > 0 ? e.PatientId : e.StudyInstanceUid))
        {
            people[patient.Key] = (people.Count + 1).ToString("000", CultureInfo.InvariantCulture);
            var session = 0;
            foreach (var exam in patient)
            {
                session++;
                foreach (var series in exam.Series)
                {
                    await WriteSeriesAsync(
                        input,
                        folder,
                        series,
                        people[patient.Key],
                        session.ToString("00", CultureInfo.InvariantCulture),
                        cancellationToken
                    );
                }
            }
        }

        foreach (var path in input.Segmentations.Concat(request.Segmentations).DistinctBy(Path.GetFullPath))
        {
            await WriteMaskAsync(path, folder, cancellationToken);
        }

        await folder.FinishAsync(cancellationToken);
    }

    private async Task WriteSeriesAsync(
        ExportInput input,
        ExportFolder folder,
        SeriesGroup series,
        string person,
        string session,
        CancellationToken cancellationToken
    )
    {
        foreach (var stack in SliceStack.Split(series.Instances))
        {
            NiftiSeries volume;
            try
            {
                volume = NiftiSeries.Of(stack);
            }
            catch (DicomException exception)
            {
                _report.Refused.Add(new RefusedFile(input.PathOf(series.Instances[0]), Several(series) + exception.Message));
                continue;
            }

            var headers = stack.Slices.Select(s => s.Dataset).ToList();
            var phase = PhaseId(PhaseProposal.For(headers, FreeTexts.Of(headers[0]), volume: null).Phase);
            var place = new BidsImage(person, session, phase, headers[0]);
            var path = await folder.AddAsync(place, volume, (image, token) => LoadAsync(input, image, token), cancellationToken);
            _stacks.Add((place, stack));
            _report.Volumes.Add(
                new ExportedVolume(
                    path,
                    series.SeriesInstanceUid,
                    phase,
                    volume.Header.Columns,
                    volume.Header.Rows,
                    volume.Header.Slices,
                    [.. volume.Notes.Select(n => n.Message)]
                )
            );
        }
    }

    private async Task WriteMaskAsync(string path, ExportFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var file = await DicomFile.ReadAsync(path, cancellationToken: cancellationToken);
            var (place, affine, volume) = await OnItsImagesAsync(file, cancellationToken);
            foreach (var (mask, labels) in MasksOf(volume))
            {
                var written = await folder.AddMaskAsync(place, volume.Geometry, affine, mask, labels, cancellationToken);
                _report.Masks.Add(new ExportedMask(written, path, [.. labels.Select(l => new ExportedLabel(l.Index, l.Name))]));
            }
        }
        catch (Exception exception) when (exception is DicomException or IOException or UnauthorizedAccessException)
        {
            if (request.Segmentations.Any(s => Path.GetFullPath(s) == Path.GetFullPath(path)))
            {
                throw new RefusedSegmentation($"{path}: {exception.Message}", exception);
            }

            _report.Refused.Add(new RefusedFile(path, exception.Message));
        }
    }

    /// <summary>
    /// A segmentation on the stack that it was drawn on: one of those of the series that it refers to. Without one at hand it has a grid of
    /// its own.
    /// </summary>
    private async Task<(BidsImage Place, NiftiAffine Affine, SegmentedVolume Volume)> OnItsImagesAsync(
        DicomFile file,
        CancellationToken cancellationToken
    )
    {
        var series = file
            .Dataset.GetItems(new DicomTag(0x0008, 0x1115))
            .Select(s => s.GetString(DicomTags.SeriesInstanceUid))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var candidates = _stacks.FindAll(s => series.Contains(s.Stack.Slices[0].Dataset.RequireString(DicomTags.SeriesInstanceUid)));
        for (var i = 0; i < candidates.Count; i++)
        {
            try
            {
                var (place, stack) = candidates[i];
                return (place, NiftiAffine.Of(stack), await SegmentationReader.ReadAsync(file, stack, cancellationToken));
            }
            catch (DicomException) when (i + 1 < candidates.Count)
            {
                // A series may hold several stacks; it lies on another one.
            }
        }

        var alone = await SegmentationReader.ReadAsync(file, null, cancellationToken);
        return (new BidsImage("unknown", "01", "unknown", file.Dataset), NiftiAffine.Of(alone.Geometry), alone);
    }

    private static IEnumerable<(byte[] Mask, IReadOnlyList<(int Index, string Name)> Labels)> MasksOf(SegmentedVolume volume)
    {
        var labels = volume.Segments.Select(s => (s.Description.Number, s.Description.Label)).ToList();
        if (!volume.IsFractional && labels.TrueForAll(l => l.Number <= byte.MaxValue) && !volume.HasOverlap)
        {
            yield return (volume.ToLabels(), labels);
            yield break;
        }

        foreach (var segment in volume.Segments)
        {
            yield return (volume.MaskOf(segment), [(volume.IsFractional ? byte.MaxValue : 1, segment.Description.Label)]);
        }
    }

    /// <summary>Reads an image again, with native pixels. One that fails now would leave half a volume, so it ends the run.</summary>
    private async Task<DicomDataset> LoadAsync(ExportInput input, DicomDataset image, CancellationToken cancellationToken)
    {
        var path = input.PathOf(image);
        try
        {
            return await _sources.LoadAsync(path, image.RequireString(DicomTags.SopInstanceUid), cancellationToken);
        }
        catch (DicomException exception)
        {
            throw new UnreadableImage(path, exception);
        }
    }

    private static string Several(SeriesGroup series) =>
        series.Instances.Count > 1
            ? string.Create(CultureInfo.InvariantCulture, $"(and {series.Instances.Count - 1} more of its series) ")
            : "";

    private static string PhaseId(ContrastPhase phase) =>
        phase switch
        {
            ContrastPhase.Unknown => "unknown",
            ContrastPhase.Native => "native",
            ContrastPhase.Arterial => "arterial",
            ContrastPhase.PortalVenous => "portal-venous",
            ContrastPhase.Delayed => "delayed",
        };

    /// <summary>An image whose header was fine and whose pixels are not.</summary>
    private sealed class UnreadableImage(string path, DicomException inner) : DicomException(inner.Kind, $"{path}: {inner.Message}", inner);

    /// <summary>A segmentation that was asked for by name cannot be used.</summary>
    private sealed class RefusedSegmentation(string message, Exception inner) : Exception(message, inner);
}
