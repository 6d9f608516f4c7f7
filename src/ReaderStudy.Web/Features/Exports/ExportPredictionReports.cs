using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>Writes one structured report for each prediction; cases that a model could not score have none.</summary>
public sealed class ExportPredictionReports(ExportedCases cases, ExportedPredictions predictions)
{
    public async Task Handle(StudyPass pass, IExportTarget target, CancellationToken cancellationToken)
    {
        foreach (var one in await cases.Handle(pass.Study.Id, cancellationToken))
        {
            var made = (await predictions.Handle(pass.Study, one.Id, cancellationToken)).Where(p => p.Failure is null).ToList();
            if (made.Count == 0)
            {
                continue;
            }

            var (source, modality, evidence) = await cases.EvidenceAsync(one, cancellationToken);
            for (var i = 0; i < made.Count; i++)
            {
                var report = PredictionReport.Of(pass.Study, one, made[i], modality, evidence).ToReport();
                var dataset = report.Write(source, PredictionReport.IdentityOf(made[i]));
                var model = string.Concat(made[i].Model.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
                var path = string.Create(CultureInfo.InvariantCulture, $"sub-{one.Name}/{model}_{i + 1}.dcm");
                await using var stream = await target.CreateAsync(path, cancellationToken);
                await stream.WriteAsync(new DicomFile(dataset).ToBytes(), cancellationToken);
            }
        }
    }
}
