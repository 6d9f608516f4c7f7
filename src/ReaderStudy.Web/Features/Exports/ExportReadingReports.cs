using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Web.Features.Seen;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>
/// Writes one structured report for each locked reading and a segmentation for each outline, beside a list of texts that were withheld, how the
/// study was conducted and what readers saw.
/// </summary>
public sealed class ExportReadingReports(
    ExportedCases cases,
    ExportedReadings readings,
    ExportDrawn exportDrawn,
    ExportConduct conduct,
    ExportSeen seen
)
{
    public async Task Handle(StudyPass pass, ExportChoices choices, IExportTarget target, CancellationToken cancellationToken)
    {
        var protocol = pass.Study.Protocol;
        var flagged = new List<FlaggedText>();
        foreach (var one in await cases.Handle(pass.Study.Id, cancellationToken))
        {
            var locked = await readings.Handle(pass.Study, one.Id, cancellationToken);
            if (locked.Count == 0)
            {
                continue;
            }

            flagged.AddRange(ExportedReadings.Flagged(protocol, locked, new Dictionary<Guid, string> { [one.Id] = one.Name }));
            var (source, modality, evidence) = await cases.EvidenceAsync(one, cancellationToken);
            foreach (var reading in locked)
            {
                var drawn = await exportDrawn.Handle(pass.Study, one, reading, choices, target, cancellationToken);
                var report = ReadingReport.Of(protocol, one, reading, modality, evidence, choices, drawn).ToReport();
                var dataset = report.Write(source, ReadingReport.IdentityOf(reading, choices));
                await using var stream = await target.CreateAsync($"sub-{one.Name}/{reading.FileName}.dcm", cancellationToken);
                await stream.WriteAsync(new DicomFile(dataset).ToBytes(), cancellationToken);
            }
        }

        await FlaggedTable.WriteAsync(target, flagged, choices, cancellationToken);
        await conduct.Handle(pass.Study, target, "", cancellationToken);
        await seen.Handle(pass, target, "", choices.Truth, cancellationToken);
    }
}
