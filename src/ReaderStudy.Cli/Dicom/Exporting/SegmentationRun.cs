using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <summary>Runs <c>readerstudy dicom export --format seg</c>: a NIfTI mask of a series becomes a DICOM SEG.</summary>
internal sealed class SegmentationRun(ExportRequest request, MaskRequest mask, TimeProvider time, TextWriter output, TextWriter error)
{
    private readonly ExportReport _report = new(request);

    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var target = new FolderTarget(request.Out);
            await WriteAsync(target, cancellationToken);
            target.Complete();
            _report.Tell(output, error);
            return ExitCode.Done;
        }
        catch (InvalidDataException exception)
        {
            _report.TellRefused(error);
            error.WriteLine($"{mask.Path}: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DicomException)
        {
            _report.TellRefused(error);
            error.WriteLine(exception.Message);
        }

        return ExitCode.BadInput;
    }

    private async Task WriteAsync(FolderTarget target, CancellationToken cancellationToken)
    {
        if (!File.Exists(mask.Path))
        {
            throw new FileNotFoundException($"{mask.Path}: there is no such file", mask.Path);
        }

        await using var reader = await NiftiReader.OpenAsync(File.OpenRead(mask.Path), cancellationToken);
        var input = await ExportInput.ReadAsync(request.Paths, cancellationToken);
        _report.Refused.AddRange(input.Refused.Where(r => Path.GetFullPath(r.Path) != Path.GetFullPath(mask.Path)));
        var place = MaskPlace.Find(input, reader.Header, mask.Series);
        var stack = await WithWholeHeaderAsync(input, place.Stack, cancellationToken);
        var voxels = await MaskVoxels.ReadAsync(reader, place.Order, cancellationToken);
        var descriptions = Describe(voxels.Labels);
        var first = stack.Slices[0].Dataset;
        var pixelsPerSlice = first.RequireInt(DicomTags.Rows) * first.RequireInt(DicomTags.Columns);
        var file = SegmentationWriter.Write(
            stack,
            MaskSegments.Of(voxels, pixelsPerSlice, descriptions),
            new DerivedIdentity
            {
                SopInstanceUid = DicomUid.New(),
                SeriesUid = DicomUid.New(),
                SeriesNumber = 9500,
                SeriesDescription = "Segmentation",
                MadeAt = time.GetLocalNow().DateTime,
            },
            new SegmentationOptions { IsFractional = voxels.IsFractional }
        );
        await using var written = await target.CreateAsync(mask.FileName, cancellationToken);
        await written.WriteAsync(file.ToBytes(), cancellationToken);
        _report.Segmentations.Add(
            new ExportedSegmentation(
                mask.FileName,
                mask.Path,
                first.RequireString(DicomTags.SeriesInstanceUid),
                voxels.IsFractional ? "fractional" : "binary",
                [.. descriptions.Select((d, i) => new ExportedSegment(d.Number, d.Label, voxels.Labels[i]))]
            )
        );
    }

    /// <summary>Segments are numbered from 1 without a gap, in the order of the mask's numbers.</summary>
    private List<SegmentDescription> Describe(IReadOnlyList<int> labels)
    {
        foreach (var (number, name) in mask.Labels.OrderBy(l => l.Key))
        {
            if (!labels.Contains(number))
            {
                throw new InvalidDataException(
                    $"no voxel holds {number}, which --label {number}={name} names; the numbers are {string.Join(", ", labels)}"
                );
            }
        }

        return
        [
            .. labels.Select((l, i) => SegmentDescription.Named(i + 1, mask.Labels.GetValueOrDefault(l) ?? $"Label {l}", mask.Algorithm)),
        ];
    }

    /// <summary>The same stack, its first image with all that a segmentation takes over: patient and exam, so that an archive keeps them together.</summary>
    private static async Task<SliceStack> WithWholeHeaderAsync(ExportInput input, SliceStack stack, CancellationToken cancellationToken)
    {
        var first = stack.Slices[0].Dataset;
        var path = input.PathOf(first);
        var whole = (await DicomFile.ReadAsync(path, cancellationToken: cancellationToken)).Dataset;
        if (whole.GetString(DicomTags.SopInstanceUid) != first.GetString(DicomTags.SopInstanceUid))
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"{path}: no segmentation of enhanced (multi-frame) images is written: it would point to single images that no archive has. "
                    + "Make single-frame images of it first, and name these"
            );
        }

        return SliceStack.Of([whole, .. stack.Slices.Skip(1).Select(s => s.Dataset)]);
    }
}
