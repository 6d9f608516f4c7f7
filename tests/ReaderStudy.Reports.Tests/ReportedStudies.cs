using ReaderStudy.Analysis;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Analysis.Samples;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Reports.Tests;

/// <summary>The studies whose reports are looked at.</summary>
internal static class ReportedStudies
{
    private static readonly Protocol LiverLesion = ProtocolJson.Template("liver-lesion");

    /// <summary>The sample study that equals the printed Table 3 of Wei, Yang et al. (2024).</summary>
    public static StudyReport Table3()
    {
        using var file = SampleStudies.OpenLilnetTable3();
        return FromFile("Focal liver lesions: LiLNet against three radiologists", file) with
        {
            Organisation = "ReaderStudy sample study",
            Facts = [new StudyFact("Source", "Wei, Yang et al., Nature Communications 15, 7040 (2024), CC BY 4.0")],
            Remarks =
            [
                "The readings were constructed so that their aggregates equal the published table; which case carries which label is arbitrary.",
            ],
            Signatures =
            [
                new Signature("Ada Coordinator", "coordinator", "Data locked", new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero)),
                new Signature("Bo Statistician", "statistician", "Unblinded", new DateTimeOffset(2026, 11, 21, 16, 5, 0, TimeSpan.Zero)),
            ],
        };
    }

    public static StudyReport FromFile(string title, Stream readings)
    {
        var content = ReadingFile.Read(readings, LiverLesion);
        return Of(title, LiverLesion, content.Table, content.Findings);
    }

    /// <summary>One reader, no model, one case: nothing to compare, and most cells without a case.</summary>
    public static StudyReport Smallest() =>
        Of(
            "One case",
            LiverLesion,
            new RatingTable(
                [new RatedCase("C1", "HCC")],
                [new Rater("r", "Reader", ReaderLevel.Junior)],
                [new Rating("C1", "r", "unaided", "malignancy", ["malignant"]), new Rating("C1", "r", "unaided", "subtype", ["HCC"])]
            )
        );

    /// <summary>A study that was sealed and never read.</summary>
    public static StudyReport Unread() =>
        Of(
            "Nobody has read yet",
            LiverLesion,
            new RatingTable([new RatedCase("C1", "HCC")], [new Rater("r", "Reader", ReaderLevel.Senior)], [])
        );

    /// <summary>
    /// Twelve readers and two models in two arms over 240 cases of six classes in one task, names that are long, Chinese or German, and
    /// hundreds of irregular answers.
    /// </summary>
    public static StudyReport Largest()
    {
        var protocol = LiverLesion with
        {
            Title = "Mehrphasen-Computertomographie fokaler Leberläsionen 多期增强CT肝脏局灶性病变",
            Arms =
            [
                new Arm("unaided", "Unaided"),
                new Arm("aided", "With the model's malignancy score shown after the first answer", ShowsAi: true),
            ],
            Tasks =
            [
                .. LiverLesion.Tasks,
                new AnalysisTask
                {
                    Id = "six-classes",
                    Name = "All six subtypes (六分类任务, Sechsklassenunterscheidung)",
                    Question = "subtype",
                    Labels = [.. LiverLesion.Reference.Classes.Select(c => c.Id)],
                    Truth = TaskTruth.Class,
                },
            ],
        };
        string[] names =
        [
            "Dr. Maximiliane-Friederike von Oberhausen-Schwarzenberg",
            "王秀英（放射科副主任医师，影像医学中心）",
            "R3",
            "R4",
            "Donaudampfschifffahrtsgesellschaftskapitän",
            "R6",
            "R7",
            "R8",
            "R9",
            "R10",
            "R11",
            "R12",
        ];
        var classes = protocol.Reference.Classes;
        var cases = Enumerable
            .Range(0, 240)
            .Select(i => new RatedCase($"LIVER-2026-{i:D4}", classes[i % classes.Count].Id)
            {
                Centre = (i % 4) switch
                {
                    0 => "Universitätsklinikum Hamburg-Eppendorf, Klinik für Diagnostische und Interventionelle Radiologie",
                    1 => "四川大学华西医院",
                    2 => "Centre 3",
                    _ => null,
                },
                Age = i % 7 == 0 ? null : 25 + (i * 37 % 60),
                Sex = (i % 5) switch
                {
                    0 => Sex.Female,
                    4 => null,
                    _ => Sex.Male,
                },
                LesionSizeMm = 8 + (i * 13 % 90),
            })
            .ToList();
        List<Rater> raters =
        [
            .. names.Select((n, i) => new Rater($"reader-{i}", n, (ReaderLevel)(i / 4))),
            new Rater("model-a", "LiLNet-ResNet50-AugEnsemble-2026.11-release-candidate", ReaderLevel.Ai),
            new Rater("model-b", "Model B", ReaderLevel.Ai),
        ];
        var ratings = new List<Rating>();
        for (var r = 0; r < raters.Count; r++)
        {
            foreach (var arm in raters[r].IsModel ? new string?[] { null } : ["unaided", "aided"])
            {
                for (var c = 0; c < cases.Count; c++)
                {
                    ratings.AddRange(Answers(classes, cases[c], raters[r], arm, (c * 7919) + (r * 104729) + (arm?.Length ?? 0)));
                }
            }
        }

        return Of(
            "Vergleichende Mehrleserstudie zur KI-gestützten Differenzialdiagnose fokaler Leberläsionen in der Mehrphasen-Computertomographie "
                + "多期增强CT人工智能辅助肝脏局灶性病变诊断的多阅片者研究",
            protocol,
            new RatingTable(cases, raters, ratings)
        ) with
        {
            Organisation = "Universitätsklinikum Hamburg-Eppendorf 与 四川大学华西医院",
        };
    }

    private static IEnumerable<Rating> Answers(IReadOnlyList<ReferenceClass> classes, RatedCase read, Rater rater, string? arm, int dice)
    {
        if (dice % 61 == 0)
        {
            yield break;
        }

        var truth = classes.First(c => c.Id == read.Truth);
        var answer = dice % 5 == 0 ? classes[dice % classes.Count] : truth;
        var group = dice % 43 == 0 ? (answer.Group == "benign" ? "malignant" : "benign") : answer.Group;
        yield return new Rating(read.Id, rater.Id, arm, "malignancy", [group]);
        yield return new Rating(
            read.Id,
            rater.Id,
            arm,
            "subtype",
            dice % 53 == 0 ? []
                : dice % 59 == 0 ? ["HCC", "MET"]
                : [answer.Id]
        );
    }

    private static StudyReport Of(string title, Protocol protocol, RatingTable table, IReadOnlyList<Finding>? noted = null) =>
        new()
        {
            Title = title,
            Date = new DateOnly(2026, 11, 22),
            Results = StudyAnalysis.Of(protocol, table, noted),
            Protocol = protocol,
        };
}
