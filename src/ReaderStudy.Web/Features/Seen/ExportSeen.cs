using System.Globalization;
using System.Text;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Exports;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Screens;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Seen;

/// <summary>Writes <c>seen.csv</c>, of each reading and series what was on the screen, and beside it the checked screens. Goes out with the readings, after the unblinding.</summary>
public sealed class ExportSeen(ExportedCases cases, SeenOfCases seen, ProtocolsInForce protocols, ExportScreens screens)
{
    private const string Header =
        "case,reader,arm,session,attempt,final,recorded,series,phase,slices,slices_shown,coverage,shown_ms,visible_ms,hidden_ms,idle_ms,"
        + "smallest_scale,largest_scale,windows,device_pixel_ratio,screen,rendering,lesion_slices,lesion_shown_ms,lesion_never_displayed,"
        + ProtocolInForce.Columns
        + "\r\n";

    /// <param name="pass">Of somebody who may export readings.</param>
    /// <param name="target">The export.</param>
    /// <param name="folder">With a slash at its end; empty: the top.</param>
    /// <param name="tellsTruth">Whether it goes out where the lesion lies, and with it whether it was ever on the screen.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(StudyPass pass, IExportTarget target, string folder, bool tellsTruth, CancellationToken cancellationToken)
    {
        var history = await protocols.Handle(pass.Study.Id, cancellationToken);
        var text = new StringBuilder(Header);
        foreach (var one in await cases.Handle(pass.Study.Id, cancellationToken))
        {
            foreach (var reading in await seen.Handle(pass.Study, one.Id, cancellationToken))
            {
                foreach (var series in reading.Series)
                {
                    var inForce = ProtocolInForce.Cells(history.Find(reading.ProtocolVersion));
                    text.AppendJoin(',', Cells(one.Name, reading, series, tellsTruth).Concat(inForce)).Append("\r\n");
                }
            }
        }

        await using (var stream = await target.CreateAsync(folder + "seen.csv", cancellationToken))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        }

        await screens.Handle(pass.Study, target, folder, cancellationToken);
    }

    private static IEnumerable<string> Cells(string name, SeenReading reading, SeenOfOneSeries series, bool tellsTruth)
    {
        var screens = reading.Seen.Screens;
        var lesion = series.Sum.OfSlices(series.LesionSlices);
        var places = tellsTruth && series.LesionSlices.Count > 0;
        return
        [
            $"sub-{name}",
            Written(reading.Reader),
            reading.ArmId,
            Written(reading.Session),
            Written(reading.Attempt),
            reading.IsFinal ? "yes" : "no",
            reading.IsUnknown ? "no" : "yes",
            Written(series.Number),
            PhaseNames.IdOf(series.Phase),
            Written(series.Slices),
            Written(series.Sum.Shown),
            series.Coverage.ToString("0.###", CultureInfo.InvariantCulture),
            Written(series.Sum.Milliseconds),
            Written(reading.Seen.Visible),
            Written(reading.Seen.Hidden),
            Written(reading.Seen.Idle),
            Written(series.Sum.SmallestScale),
            Written(series.Sum.LargestScale),
            string.Join(
                ' ',
                series.Sum.Windows.OrderByDescending(w => w.Value).Take(5).Select(w => $"{Written(w.Key.Centre)}/{Written(w.Key.Width)}")
            ),
            string.Join(' ', screens.Select(s => Written(s.Ratio)).Distinct()),
            string.Join(' ', screens.Select(s => $"{Written(s.Width)}x{Written(s.Height)}").Distinct()),
            string.Join(' ', screens.Select(s => s.Rendering).Distinct()),
            places ? string.Join(' ', series.LesionSlices.Select(s => Written(s + 1))) : "",
            places && !reading.IsUnknown ? Written(lesion.Milliseconds) : "",
            tellsTruth ? Written(reading.LesionNeverDisplayed) : "",
        ];
    }

    private static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Written(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";

    private static string Written(bool? holds) => holds is { } known ? (known ? "yes" : "no") : "";
}
