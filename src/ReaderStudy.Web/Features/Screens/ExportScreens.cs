using System.Globalization;
using System.Text;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Shared;

namespace ReaderStudy.Web.Features.Screens;

/// <summary>Writes <c>screens.csv</c>: the screens on which sessions were read, as their readers checked them, with the protocol that was in force then.</summary>
public sealed class ExportScreens(CheckedScreens screens, ProtocolsInForce protocols)
{
    /// <param name="study">With its readers.</param>
    /// <param name="target">The export.</param>
    /// <param name="folder">With a slash at its end; empty: the top.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(Study study, IExportTarget target, string folder, CancellationToken cancellationToken)
    {
        var history = await protocols.Handle(study.Id, cancellationToken);
        var text = new StringBuilder(
            "reader,session,check,checked_at,width,height,device_pixel_ratio,width_mm,smallest_contrast_percent,sees_5_percent,sees_95_percent,finest_lines,display,light,calibrated,warnings,"
                + ProtocolInForce.Columns
                + "\r\n"
        );
        foreach (var one in await screens.Handle(study, cancellationToken))
        {
            var content = one.Content;
            var at = one.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{one.Reader},{one.Session},{one.Number},{at},{content.Width},{content.Height},{content.Ratio:0.###},{content.WidthMm:0},"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"{content.SmallestContrast},{(content.SeesDark ? "yes" : "no")},{(content.SeesBright ? "yes" : "no")},{content.FinestLines},"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"{content.Display},{content.Light},{content.Calibrated},{CsvCells.Quoted(string.Join(' ', content.Warnings()))},"
            );
            text.AppendJoin(',', ProtocolInForce.Cells(history.At(one.At))).Append("\r\n");
        }

        await using var stream = await target.CreateAsync(folder + "screens.csv", cancellationToken);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }
}
