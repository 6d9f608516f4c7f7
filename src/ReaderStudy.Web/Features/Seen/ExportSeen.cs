using System.Text;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Web.Features.Exports;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Screens;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Seen;

/// <summary>
/// Writes <c>seen.csv</c>, of each reading and series what was on the screen and how true to what was acquired, with its data dictionary, and
/// beside it the checked screens. Goes out with the readings, after the unblinding.
/// </summary>
public sealed class ExportSeen(ExportedCases cases, SeenOfCases seen, ProtocolsInForce protocols, ExportScreens screens)
{
    /// <param name="pass">Of somebody who may export readings.</param>
    /// <param name="target">The export.</param>
    /// <param name="folder">With a slash at its end; empty: the top.</param>
    /// <param name="tellsTruth">Whether it goes out where the lesion lies, and with it whether it was ever on the screen.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(StudyPass pass, IExportTarget target, string folder, bool tellsTruth, CancellationToken cancellationToken)
    {
        var history = await protocols.Handle(pass.Study.Id, cancellationToken);
        var text = new StringBuilder().AppendJoin(',', SeenColumns.Names).Append("\r\n");
        foreach (var one in await cases.Handle(pass.Study.Id, cancellationToken))
        {
            foreach (var reading in await seen.Handle(pass.Study, one.Id, cancellationToken))
            {
                var inForce = history.Find(reading.ProtocolVersion);
                foreach (var series in reading.Series)
                {
                    text.AppendJoin(',', SeenColumns.CellsOf(new SeenRow(one.Name, reading, series, inForce, tellsTruth))).Append("\r\n");
                }
            }
        }

        await WriteAsync("seen.csv", text.ToString());
        await WriteAsync("seen.json", SeenColumns.Text());
        await screens.Handle(pass.Study, target, folder, cancellationToken);

        async Task WriteAsync(string name, string content)
        {
            await using var stream = await target.CreateAsync(folder + name, cancellationToken);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
        }
    }
}
