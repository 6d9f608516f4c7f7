using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>Adds readings and predictions to a data set, each as one table and a description of its columns.</summary>
public sealed class ExportAnnotations(ExportedPlaces places, ExportedReadings readings, ExportedPredictions predictions)
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
        var all = await places.Handle(study, cancellationToken);
        var first = ReadingColumns.Of(words => ToldOf(words, choices));
        await bids.AddTableAsync(
            Readings + ".tsv",
            ["participant_id", .. first.Select(c => c.Name), .. protocol.Questions.Select(q => q.Id)],
            all.Select(p =>
                (IReadOnlyList<string?>)
                    [
                        "sub-" + names[p.CaseId],
                        .. first.Select(c => c.Value(p)),
                        .. protocol.Questions.Select(q => AnswerTo(q, p.Answers, choices)),
                    ]
            ),
            cancellationToken
        );
        await DrawnTables.WriteAsync(bids, protocol, all, names, words => ToldOf(words, choices), cancellationToken);
        var columns = new JsonObject();
        foreach (var column in first)
        {
            columns[column.Name] = new JsonObject { ["Description"] = column.Description };
        }

        foreach (var question in protocol.Questions)
        {
            columns[question.Id] = ColumnOf(question);
        }

        await bids.AddTextAsync(Readings + ".json", columns.ToJsonString(Indented) + "\n", cancellationToken);
        foreach (var version in all.Select(p => p.Protocol).OfType<ProtocolInForce>().DistinctBy(v => v.Number).OrderBy(v => v.Number))
        {
            await bids.AddTextAsync(
                string.Create(CultureInfo.InvariantCulture, $"derivatives/readings/protocol-{version.Number}.json"),
                version.Text,
                cancellationToken
            );
        }

        var locked = await readings.Handle(study, null, cancellationToken);
        var flagged =
            ExportedReadings.Flagged(protocol, locked, names).Count()
            + all.Sum(p => p.Words.Count(w => FreeTextScan.Reason(w) is not null));
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
                .. ProtocolInForce.Columns.Split(','),
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
                        study.ProtocolSha256 is null ? null : study.ProtocolVersion.ToString(CultureInfo.InvariantCulture),
                        study.ProtocolSha256,
                    ]
            ),
            cancellationToken
        );
    }

    private static string? AnswerTo(Question question, AnswerSheet answers, ExportChoices choices) =>
        answers[question.Id] is not { } answer
            ? null
            : question.Kind switch
            {
                QuestionKind.Text => ToldOf(answer, choices),
                QuestionKind.Marks => DrawnWords.Told(question, answer, words => ToldOf(words, choices)),
                QuestionKind.Choice or QuestionKind.Ordinal or QuestionKind.Multiple or QuestionKind.Rating or QuestionKind.Number =>
                    answer,
                QuestionKind.Mask or QuestionKind.Measure => answer,
            };

    private static string ToldOf(string words, ExportChoices choices) =>
        !choices.FlaggedTexts && FreeTextScan.Reason(words) is not null ? ReadingReport.Withheld : words;

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
        if (question.Unit is { } unit)
        {
            column["Units"] = unit;
        }

        if (question.Kind.HasChoices())
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
