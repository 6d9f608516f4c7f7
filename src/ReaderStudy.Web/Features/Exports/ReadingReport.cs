using System.Globalization;
using ReaderStudy.Analysis;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>A reading as a measurement report: choices become codes, ratings numbers, texts words.</summary>
public static class ReadingReport
{
    /// <summary>Stands where a text was withheld.</summary>
    public const string Withheld = "[withheld: it looked as if it named somebody]";

    /// <summary>Stands where a reader said that there is nothing to mark or to outline.</summary>
    public const string NothingDrawn = "Nothing";

    public static MeasurementReport Of(
        Protocol protocol,
        ExportedCase one,
        ExportedReading reading,
        string modality,
        IReadOnlyList<EvidenceInstance> evidence,
        ExportChoices choices,
        DrawnParts? drawn = null
    )
    {
        var groups = new List<MeasurementGroup>();
        var measurements = new List<Measurement>();
        var evaluations = new List<Evaluation>
        {
            new(PrivateScheme.Code("arm", "Reading condition"), PrivateScheme.Code(reading.Arm.Id, reading.Arm.Name)),
            new(
                PrivateScheme.Code("attempt", "Attempt"),
                PrivateScheme.Code("attempt-" + reading.Attempt.ToString(CultureInfo.InvariantCulture), $"Attempt {reading.Attempt}")
            ),
        };
        if (reading.Protocol is { } inForce)
        {
            evaluations.Add(ProtocolOf(inForce.Number, inForce.Sha256));
        }

        foreach (var question in protocol.Questions)
        {
            if (reading.Answers[question.Id] is not { Length: > 0 } answer)
            {
                continue;
            }

            IReadOnlyList<MeasurementGroup>? found = null;
            if (drawn?.Groups.TryGetValue(question.Id, out found) is not true)
            {
                Add(question, answer, choices, measurements, evaluations);
            }
            else if (found is { Count: 0 })
            {
                evaluations.Add(Evaluation.InWords(PrivateScheme.Code(question.Id, question.Text), NothingDrawn));
            }

            groups.AddRange(found ?? []);
        }

        return new MeasurementReport
        {
            Observer = new Observer.Person(string.Create(CultureInfo.InvariantCulture, $"Reader^{reading.Reader:00}")),
            Modality = modality,
            Evidence = [.. evidence, .. drawn?.Evidence ?? []],
            Groups =
            [
                new MeasurementGroup
                {
                    TrackingIdentifier = one.Name,
                    TrackingUid = DicomUid.FromName($"case {one.Id}"),
                    Measurements = measurements,
                    Evaluations = evaluations,
                },
                .. groups,
            ],
        };
    }

    /// <summary>The same reading told in the same way has the same UIDs in every export.</summary>
    public static DerivedIdentity IdentityOf(ExportedReading reading, ExportChoices choices) =>
        new()
        {
            SopInstanceUid = DicomUid.FromName($"report of reading {reading.Id}{(choices.FlaggedTexts ? " with all texts" : "")}"),
            SeriesUid = DicomUid.FromName($"reports of case {reading.CaseId} by reader {reading.Reader}"),
            SeriesNumber = 9000 + reading.Reader,
            SeriesDescription = "Reading of a reader study",
            MadeAt = reading.LockedAt.UtcDateTime,
            SoftwareVersion = StudyAnalysis.Version,
        };

    /// <summary>Which protocol it was made by.</summary>
    internal static Evaluation ProtocolOf(int version, string sha256) =>
        new(
            PrivateScheme.Code("protocol", "SHA-256 of the protocol"),
            PrivateScheme.Code("version-" + version.ToString(CultureInfo.InvariantCulture), sha256)
        );

    internal static void Add(
        Question question,
        string answer,
        ExportChoices choices,
        List<Measurement> measurements,
        List<Evaluation> evaluations
    )
    {
        var name = PrivateScheme.Code(question.Id, question.Text);
        switch (question.Kind)
        {
            case QuestionKind.Rating when double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var rating):
                measurements.Add(new Measurement(name, rating, Units.NoUnits));
                break;
            case QuestionKind.Number when double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                measurements.Add(new Measurement(name, number, Units.Of(question.Unit)));
                break;
            case QuestionKind.Choice or QuestionKind.Ordinal or QuestionKind.Multiple:
                // Several answers to one question are told one by one, those of files made elsewhere too.
                foreach (var id in answer.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    var choice = question.Choices.FirstOrDefault(c => c.Id == id);
                    evaluations.Add(new Evaluation(name, LiverDiagnoses.Of(id, choice?.Label ?? id)));
                }

                break;
            case QuestionKind.Mask:
                evaluations.Add(Evaluation.InWords(name, answer));
                break;
            default:
                var isWithheld = !choices.FlaggedTexts && FreeTextScan.Reason(answer) is not null;
                evaluations.Add(Evaluation.InWords(name, isWithheld ? Withheld : answer));
                break;
        }
    }
}
