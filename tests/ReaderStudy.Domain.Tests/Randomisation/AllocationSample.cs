using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Randomisation;

/// <summary>A small study to draw allocations for.</summary>
internal static class AllocationSample
{
    public static readonly Arm Unaided = new("unaided", "Unaided");
    public static readonly Arm Aided = new("aided", "AI-aided", ShowsAi: true) { Model = "m" };
    public static readonly Arm LowDose = new("low-dose", "Low dose");

    public static readonly ReferenceClasses Classes = new()
    {
        Classes =
        [
            new("HCC", "Hepatocellular carcinoma", "malignant"),
            new("MET", "Metastasis", "malignant"),
            new("FNH", "Focal nodular hyperplasia", "benign"),
            new("CYST", "Cyst", "benign"),
        ],
    };

    /// <summary>Readers R1 … Rn: in turn junior, senior, junior, middle.</summary>
    public static AllocationInput Of(
        StudyDesign design,
        ulong seed = 1,
        int readers = 4,
        int cases = 12,
        int catches = 0,
        int training = 0,
        params Arm[] arms
    ) =>
        new(
            design,
            arms.Length > 0 ? arms : [Unaided, Aided],
            Classes,
            Enumerable
                .Range(1, readers)
                .Select(i => new AllocationReader(
                    IdOf(1, i),
                    $"R{i}",
                    (i % 4) switch
                    {
                        1 or 3 => ReaderLevel.Junior,
                        2 => ReaderLevel.Senior,
                        _ => ReaderLevel.Middle,
                    }
                ))
                .ToList(),
            [
                .. Enumerable.Range(1, cases).Select(i => CaseOf(i, CasePurpose.Test)),
                .. Enumerable.Range(cases + 1, catches).Select(i => CaseOf(i, CasePurpose.Catch)),
                .. Enumerable.Range(cases + catches + 1, training).Select(i => CaseOf(i, CasePurpose.Training)),
            ],
            seed
        );

    /// <summary>Classes in the ratio 4 : 2 : 1 : 1, centres in the ratio 2 : 1.</summary>
    private static AllocationCase CaseOf(int number, CasePurpose purpose) =>
        new(
            IdOf(2, number),
            $"C{number:000}",
            purpose,
            (number % 8) switch
            {
                1 or 3 or 5 or 7 => "HCC",
                2 or 6 => "MET",
                4 => "FNH",
                _ => "CYST",
            },
            number % 3 == 0 ? "Centre B" : "Centre A"
        );

    public static Guid IdOf(byte kind, int number) => new(number, 0, 0, kind, 0, 0, 0, 0, 0, 0, 0);

    public static string ReaderOf(AllocatedSession session) => $"R{NumberOf(session.ReaderId)}";

    /// <summary>Of a case or a reader, from 1.</summary>
    public static int NumberOf(Guid id) => BitConverter.ToInt32(id.ToByteArray());

    public static IEnumerable<AllocatedSession> Pivotal(IEnumerable<AllocatedSession> sessions) =>
        sessions.Where(s => s.Kind == SessionKind.Pivotal);

    /// <summary>The places of a reader's block in the order of reading, its parts one after the other.</summary>
    public static List<AllocatedPlace> BlockOf(IEnumerable<AllocatedSession> sessions, int reader, string armId, int? period = null) =>
        Pivotal(sessions)
            .Where(s => NumberOf(s.ReaderId) == reader && s.ArmId == armId && (period is null || s.Period == period))
            .OrderBy(s => s.Number)
            .SelectMany(s => s.Places)
            .ToList();

    /// <summary>Arms of a reader by period; one session a period.</summary>
    public static string SequenceOf(IEnumerable<AllocatedSession> sessions, int reader) =>
        string.Join(' ', Pivotal(sessions).Where(s => NumberOf(s.ReaderId) == reader).OrderBy(s => s.Period).Select(s => s.ArmId));

    /// <summary>Every kind of design, plain and with everything that can be asked of it.</summary>
    public static IReadOnlyList<(string Name, Func<ulong, AllocationInput> Of)> All { get; } =
    [
        ("crossed", s => Of(new StudyDesign(), s)),
        ("crossed, one arm", s => Of(new StudyDesign(), s, readers: 3, cases: 5, arms: [Unaided])),
        ("crossed, three arms", s => Of(new StudyDesign(), s, readers: 7, arms: [Unaided, Aided, LowDose])),
        ("crossed, five arms", s => Of(new StudyDesign(), s, 11, 9, 0, 0, Arms(5))),
        (
            "crossed, blocks and repeats",
            s => Of(Full(DesignKind.FullyCrossed) with { BlockSize = 5 }, s, readers: 5, cases: 43, catches: 4, training: 6)
        ),
        ("crossover", s => Of(new StudyDesign { Kind = DesignKind.Crossover }, s)),
        ("crossover, everything", s => Of(Full(DesignKind.Crossover), s, readers: 9, cases: 61, catches: 5, training: 3)),
        ("crossover, three arms", s => Of(Full(DesignKind.Crossover) with { BlockSize = null }, s, 8, 70, 2, 0, Unaided, Aided, LowDose)),
        ("sequential", s => Of(new StudyDesign { Kind = DesignKind.Sequential, UnaidedOnlyPercent = 25 }, s, readers: 3)),
        (
            "sequential, everything",
            s => Of(Full(DesignKind.Sequential) with { UnaidedOnlyPercent = 33 }, s, readers: 6, cases: 50, catches: 3, training: 4)
        ),
        ("split by readers", s => Of(new StudyDesign { Kind = DesignKind.SplitPlotReaders }, s, readers: 7)),
        ("split by readers, everything", s => Of(Full(DesignKind.SplitPlotReaders), s, readers: 10, cases: 44, catches: 2, training: 5)),
        ("split by cases", s => Of(new StudyDesign { Kind = DesignKind.SplitPlotCases }, s, readers: 5)),
        (
            "split by cases, everything",
            s => Of(Full(DesignKind.SplitPlotCases) with { Groups = 3 }, s, readers: 13, cases: 70, catches: 6, training: 2)
        ),
    ];

    public static StudyDesign Full(DesignKind kind) =>
        new()
        {
            Kind = kind,
            Strata = [Stratum.Group, Stratum.Centre],
            BlockSize = 6,
            CasesPerSession = 11,
            HiddenRepeats = 3,
            RepeatDistance = 8,
        };

    private static Arm[] Arms(int count) => Enumerable.Range(1, count).Select(i => new Arm($"arm{i}", $"Arm {i}")).ToArray();
}
