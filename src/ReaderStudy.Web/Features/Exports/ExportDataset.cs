using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Seen;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>Writes a study's images as a data set for modellers, with the annotations that may be told.</summary>
public sealed class ExportDataset(
    ReaderStudyDbContext db,
    ExportedCases cases,
    ExportAnnotations annotations,
    ExportConduct conduct,
    ExportSeen seen
)
{
    public async Task Handle(StudyPass pass, ExportChoices choices, IExportTarget target, CancellationToken cancellationToken)
    {
        var bids = new BidsFolder(target, pass.Study.Name) { TellsReference = choices.Truth };
        bids.Note("Images were de-identified when they were imported; dates are shifted or left out.");
        bids.Note($"Study: {ProtocolsInForce.NameOf(pass.Study)}.");
        var all = await cases.Handle(pass.Study.Id, cancellationToken);
        var truths = choices.Truth ? await TruthsAsync(pass.Study.Id, cancellationToken) : [];
        foreach (var one in all)
        {
            bids.Add(new BidsParticipant(one.Name, one.Sex, one.Age) { ReferenceClass = truths.GetValueOrDefault(one.Id) });
            await AddCaseAsync(bids, one, cancellationToken);
        }

        await annotations.Handle(pass, choices, bids, all, cancellationToken);
        if (choices.Readings)
        {
            await conduct.Handle(pass.Study, target, "derivatives/readings/", cancellationToken);
            await seen.Handle(pass, target, "derivatives/readings/", choices.Truth, cancellationToken);
        }

        await bids.FinishAsync(cancellationToken);
    }

    private async Task AddCaseAsync(BidsFolder bids, ExportedCase one, CancellationToken cancellationToken)
    {
        var exams = new List<string>();
        foreach (var series in await cases.SeriesAsync(one.Id, cancellationToken))
        {
            if (!exams.Contains(series.ExamUid))
            {
                exams.Add(series.ExamUid);
            }

            var session = (exams.IndexOf(series.ExamUid) + 1).ToString("00", CultureInfo.InvariantCulture);
            var phase = PhaseNames.IdOf(series.Phase);
            var byUid = series.Instances.ToDictionary(i => i.SopInstanceUid);
            foreach (var stack in await StacksAsync(series, cancellationToken))
            {
                NiftiSeries volume;
                try
                {
                    volume = NiftiSeries.Of(stack);
                }
                catch (DicomException exception)
                {
                    bids.Note($"sub-{one.Name}, {phase}, {stack.Slices.Count} image(s) left out: {exception.Message}.");
                    continue;
                }

                var place = new BidsImage(one.Name, session, phase, stack.Slices[0].Dataset);
                var path = await bids.AddImagesAsync(place, volume, LoadAsync, cancellationToken);
                foreach (var note in volume.Notes)
                {
                    bids.Note($"{path}: {note.Message}.");
                }
            }

            async Task<DicomDataset> LoadAsync(DicomDataset header, CancellationToken token)
            {
                var file = await cases.ReadAsync(byUid[header.RequireString(DicomTags.SopInstanceUid)], token);
                return await PixelDecoder.ToNativeAsync(file, cancellationToken: token);
            }
        }
    }

    /// <summary>The parallel stacks of a series, from headers alone.</summary>
    private async Task<IReadOnlyList<SliceStack>> StacksAsync(Series series, CancellationToken cancellationToken)
    {
        var headers = new List<DicomDataset>(series.Instances.Count);
        foreach (var instance in ExportedCases.Ordered(series))
        {
            headers.Add(StackHeader.Of((await cases.ReadAsync(instance, cancellationToken)).Dataset));
        }

        return SliceStack.Split(headers);
    }

    private async Task<Dictionary<Guid, string>> TruthsAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var truths = await (
            from truth in db.ReferenceStandards
            join one in db.Cases on truth.CaseId equals one.Id
            where one.StudyId == studyId
            select new
            {
                truth.CaseId,
                truth.Revision,
                truth.ClassId,
            }
        ).ToListAsync(cancellationToken);
        return truths.GroupBy(t => t.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(t => t.Revision)!.ClassId);
    }
}
