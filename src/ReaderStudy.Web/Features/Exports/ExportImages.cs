using System.Globalization;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>Writes the images of included cases as they are stored, byte for byte.</summary>
public sealed class ExportImages(ExportedCases cases, ImageStore store)
{
    public async Task Handle(StudyPass pass, IExportTarget target, CancellationToken cancellationToken)
    {
        foreach (var one in await cases.Handle(pass.Study.Id, cancellationToken))
        {
            foreach (var series in await cases.SeriesAsync(one.Id, cancellationToken))
            {
                var number = 0;
                foreach (var instance in ExportedCases.Ordered(series))
                {
                    number++;
                    var bytes = await store.ReadAsync(instance.FileKey, cancellationToken);
                    var path = string.Create(CultureInfo.InvariantCulture, $"sub-{one.Name}/{series.SeriesUid}/{number:00000}.dcm");
                    await using var stream = await target.CreateAsync(path, cancellationToken);
                    await stream.WriteAsync(bytes, cancellationToken);
                }
            }
        }
    }
}
