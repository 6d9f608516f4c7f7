using ReaderStudy.Analysis;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.ReadingsImport;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>
/// A prediction as a measurement report by a device: class probabilities are numbers without unit, imported labels codes. It names the study's
/// protocol, whose classes the probabilities are of.
/// </summary>
public static class PredictionReport
{
    private const int ShownOfHash = 16;

    public static MeasurementReport Of(
        Study study,
        ExportedCase one,
        ExportedPrediction prediction,
        string modality,
        IReadOnlyList<EvidenceInstance> evidence
    ) =>
        new()
        {
            Observer = new Observer.Device(
                DicomUid.FromName($"model {prediction.Model} {prediction.ModelSha256}"),
                prediction.Model,
                VersionOf(prediction)
            ),
            Modality = modality,
            Evidence = evidence,
            Groups =
            [
                new MeasurementGroup
                {
                    TrackingIdentifier = one.Name,
                    TrackingUid = DicomUid.FromName($"case {one.Id}"),
                    Measurements =
                    [
                        .. prediction.Probabilities.Select(p => new Measurement(
                            LiverDiagnoses.Of(p.Class.Id, p.Class.Label),
                            p.Probability,
                            Units.NoUnits
                        )),
                    ],
                    Evaluations =
                    [
                        .. study.ProtocolSha256 is { } sha256
                            ? [ReadingReport.ProtocolOf(study.ProtocolVersion, sha256)]
                            : (Evaluation[])[],
                        .. study.Protocol.Questions.SelectMany(q => LabelsOf(q, prediction)),
                    ],
                },
            ],
        };

    /// <summary>The same prediction has the same UIDs in every export.</summary>
    public static DerivedIdentity IdentityOf(ExportedPrediction prediction) =>
        new()
        {
            SopInstanceUid = DicomUid.FromName($"report of prediction {prediction.Id}"),
            SeriesUid = DicomUid.FromName($"reports of case {prediction.CaseId} by model {prediction.Model}"),
            SeriesNumber = 9500,
            SeriesDescription = "Prediction of a reader study",
            MadeAt = prediction.At.UtcDateTime,
            SoftwareVersion = StudyAnalysis.Version,
        };

    private static string VersionOf(ExportedPrediction prediction) =>
        prediction.ModelSha256.Length >= ShownOfHash ? prediction.ModelSha256[..ShownOfHash] : "imported";

    private static IEnumerable<Evaluation> LabelsOf(Question question, ExportedPrediction prediction)
    {
        if (question.Id == ImportedAnswers.Arm || !prediction.Labels.TryGetValue(question.Id, out var label))
        {
            yield break;
        }

        var name = PrivateScheme.Code(question.Id, question.Text);
        foreach (var id in label.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return new Evaluation(name, LiverDiagnoses.Of(id, question.Choices.FirstOrDefault(c => c.Id == id)?.Label ?? id));
        }
    }
}
