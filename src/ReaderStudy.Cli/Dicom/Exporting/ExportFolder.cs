using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <summary>Lays out volumes and masks: as BIDS does, or side by side under the same names.</summary>
internal sealed class ExportFolder
{
    private readonly BidsFolder _bids;
    private readonly bool _isBids;

    public ExportFolder(IExportTarget target, ExportFormat format)
    {
        _isBids = format == ExportFormat.Bids;
        _bids = new BidsFolder(_isBids ? target : new FlatTarget(target), "Images exported from DICOM");
    }

    public Task<string> AddAsync(
        BidsImage place,
        NiftiSeries series,
        Func<DicomDataset, CancellationToken, Task<DicomDataset>> load,
        CancellationToken cancellationToken
    )
    {
        _bids.Add(new BidsParticipant(place.Participant, SexOf(place.First), AgeOf(place.First)));
        return NamedAsync(_bids.AddImagesAsync(place, series, load, cancellationToken));
    }

    public Task<string> AddMaskAsync(
        BidsImage place,
        VolumeGeometry geometry,
        NiftiAffine affine,
        byte[] mask,
        IReadOnlyList<(int Index, string Name)> labels,
        CancellationToken cancellationToken
    ) => NamedAsync(_bids.AddMaskAsync(place, geometry, affine, mask, labels, cancellationToken));

    public Task FinishAsync(CancellationToken cancellationToken) => _isBids ? _bids.FinishAsync(cancellationToken) : Task.CompletedTask;

    private async Task<string> NamedAsync(Task<string> adding)
    {
        var path = await adding;
        return _isBids ? path : Path.GetFileName(path);
    }

    private static string? SexOf(DicomDataset image) =>
        image.GetString(DicomTags.PatientSex) is { } sex && sex is "F" or "M" or "O" ? image.GetString(DicomTags.PatientSex) : null;

    /// <summary>Years of an age such as <c>067Y</c>; younger ones count as 0.</summary>
    private static int? AgeOf(DicomDataset image)
    {
        if (image.GetString(DicomTags.PatientAge) is not { Length: 4 } age)
        {
            return null;
        }

        return int.TryParse(age.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? age[3] is 'Y'
                ? number
                : 0
            : null;
    }

    /// <summary>Puts every file beside the others.</summary>
    private sealed class FlatTarget(IExportTarget target) : IExportTarget
    {
        public Task<Stream> CreateAsync(string path, CancellationToken cancellationToken) =>
            target.CreateAsync(Path.GetFileName(path), cancellationToken);
    }
}
