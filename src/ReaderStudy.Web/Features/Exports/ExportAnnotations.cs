using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>Adds readings and predictions to a data set, each as one table and a description of its columns.</summary>
public sealed class ExportAnnotations(ExportedReadings readings, ExportedPredictions predictions)
{
    private const string Readings = "derivatives/readings/readings";
    private const string Predictions = "derivatives/predictions/predictions";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task Handle(
        StudyPass pass,
        ExportChoices choices,
        BidsFolder bids,
        IReadOnlyList<ExportedCase> all,
        CancellationToken cancellationToken
    )
    {
        var names = all.ToDictionary(c => c.Id, c => c.Name);
        if (choices.Readings)
        {
            await AddReadingsAsync(pass.Study, choices, bids, names, cancellationToken);
        }

        if (choices.Predictions)
        {
            await AddPredictionsAsync(pass.Study, bids, names, cancellationToken);
        }
    }

    private async Task AddReadingsAsync(
        Study study,
        ExportChoices choices,
        BidsFolder bids,
        Dictionary<Guid, string> names,
        CancellationToken cancellationToken
    )
    {
        var protocol = study.Protocol;
        var all = await readings.Handle(study, null, cancellationToken);
        string[] first = ["participant_id", "reader", "reader_level", "arm", "attempt", "protocol_version", "protocol_sha256"];
        await bids.AddTableAsync(
            Readings + ".tsv",
            [.. first, .. protocol.Questions.Select(q => q.Id)],
            all.Select(r =>
                (IReadOnlyList<string?>)
                    [
                        "sub-" + names[r.CaseId],
                        r.Reader.ToString(CultureInfo.InvariantCulture),
                        r.Level,
                        r.Arm.Id,
                        r.Attempt.ToString(CultureInfo.InvariantCulture),
                        r.Protocol?.Number.ToString(CultureInfo.InvariantCulture),
                        r.Protocol?.Sha256,
                        .. protocol.Questions.Select(q => AnswerTo(q, r, choices)),
                    ]
            ),
            cancellationToken
        );
        var columns = new JsonObject();
        foreach (var question in protocol.Questions)
        {
            columns[question.Id] = ColumnOf(question);
        }

        await bids.AddTextAsync(Readings + ".json", columns.ToJsonString(Indented) + "\n", cancellationToken);
        foreach (var version in all.Select(r => r.Protocol).OfType<ProtocolInForce>().DistinctBy(v => v.Number).OrderBy(v => v.Number))
        {
            await bids.AddTextAsync(
                string.Create(CultureInfo.InvariantCulture, $"derivatives/readings/protocol-{version.Number}.json"),
                version.Text,
                cancellationToken
            );
        }

        var flagged = ExportedReadings.Flagged(protocol, all, names).Count();
        if (flagged > 0 && !choices.FlaggedTexts)
        {
            bids.Note($"{flagged} free text(s) looked as if they named somebody and were withheld.");
        }
    }

    private async Task AddPredictionsAsync(
        Study study,
        BidsFolder bids,
        Dictionary<Guid, string> names,
        CancellationToken cancellationToken
    )
    {
        var protocol = study.Protocol;
        var all = await predictions.Handle(study, null, cancellationToken);
        var classes = protocol.Reference.Classes;
        await bids.AddTableAsync(
            Predictions + ".tsv",
            [
                "participant_id",
                "model",
                "model_sha256",
                .. classes.Select(c => "probability_" + c.Id),
                .. protocol.Questions.Select(q => "label_" + q.Id),
                "failure",
            ],
            all.Select(p =>
                (IReadOnlyList<string?>)
                    [
                        "sub-" + names[p.CaseId],
                        p.Model,
                        p.ModelSha256,
                        .. classes.Select(c => ProbabilityOf(c, p)),
                        .. protocol.Questions.Select(q => p.Labels.GetValueOrDefault(q.Id)),
                        p.Failure,
                    ]
            ),
            cancellationToken
        );
    }

    private static string? AnswerTo(Question question, ExportedReading reading, ExportChoices choices)
    {
        var answer = reading.Answers[question.Id];
        return question.Kind == QuestionKind.Text && answer is not null && !choices.FlaggedTexts && FreeTextScan.Reason(answer) is not null
            ? ReadingReport.Withheld
            : answer;
    }

    private static string? ProbabilityOf(ReferenceClass one, ExportedPrediction prediction)
    {
        foreach (var (known, probability) in prediction.Probabilities)
        {
            if (known.Id == one.Id)
            {
                return probability.ToString("R", CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static JsonObject ColumnOf(Question question)
    {
        var column = new JsonObject { ["Description"] = question.Text };
        if (question.Kind == QuestionKind.Choice)
        {
            var levels = new JsonObject();
            foreach (var choice in question.Choices)
            {
                levels[choice.Id] = choice.Label;
            }

            column["Levels"] = levels;
        }

        return column;
    }
}
