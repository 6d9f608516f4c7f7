namespace ReaderStudy.Domain.Cohorts;

/// <summary>A stack of images of one case. Its UIDs are pseudonymous and never reach a reader.</summary>
public sealed class Series
{
    private readonly List<Instance> _instances = [];

    public Series(Guid caseId, string examUid, string seriesUid)
    {
        Id = Guid.CreateVersion7();
        CaseId = caseId;
        ExamUid = examUid;
        SeriesUid = seriesUid;
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public string ExamUid { get; private set; }

    public string SeriesUid { get; private set; }

    /// <summary>
    /// When the exam was made by the shifted dates of its de-identified images, <c>yyyyMMddHHmmss</c>: tells which of a patient's exams is the
    /// earlier one, and nothing else. Empty when unknown. Never reaches a reader.
    /// </summary>
    public string ExamAt { get; private set; } = "";

    /// <summary>DICOM modality, <c>CT</c>.</summary>
    public string Modality { get; private set; } = "";

    public Phase Phase { get; private set; }

    /// <summary>Why this phase was proposed, in a sentence; or who confirmed it.</summary>
    public string PhaseReason { get; private set; } = "";

    /// <summary>True once a coordinator confirmed or corrected the phase.</summary>
    public bool PhaseIsConfirmed { get; private set; }

    public int Rows { get; private set; }

    public int Columns { get; private set; }

    /// <summary>Distance between rows, in mm; 0 when unknown.</summary>
    public double RowSpacing { get; private set; }

    /// <summary>Distance between columns, in mm; 0 when unknown.</summary>
    public double ColumnSpacing { get; private set; }

    /// <summary>Distance between slices, in mm; 0 for a single image.</summary>
    public double SliceSpacing { get; private set; }

    /// <summary>What is wrong with the stack (gap, duplicate position, mixed orientation), in a sentence; null: nothing.</summary>
    public string? GeometryProblem { get; private set; }

    /// <summary>The slide or photograph that this series is; null: it is a stack of images, or was not loaded.</summary>
    public Picture? Picture { get; private set; }

    /// <summary>In the order of the stack.</summary>
    public IReadOnlyList<Instance> Instances => _instances;

    /// <summary>Keyed hash of the patient's sex and birth date; empty when unknown.</summary>
    public string PersonMark { get; private set; } = "";

    /// <summary>DICOM Body Part Examined; empty when the header has none.</summary>
    public string BodyPart { get; private set; } = "";

    /// <summary>Of the removed descriptions the words that name a phase, as JSON; null: none did, or they are not known.</summary>
    public string? PhaseWords { get; private set; }

    /// <summary>What speaks for and against the phase, for the comparison of the exam's series, as JSON; null: not measured.</summary>
    public string? PhaseEvidence { get; private set; }

    /// <summary>How sure the proposal of the phase is, 0 to 1.</summary>
    public double PhaseConfidence { get; private set; }

    /// <summary>What contradicts the phase, in a sentence; null: nothing.</summary>
    public string? PhaseDoubt { get; private set; }

    /// <summary>UID of the series that this one was split from; null: it came as it is.</summary>
    public string? SplitFromUid { get; private set; }

    /// <summary>Which variant of its phase it is (a reconstruction, a dose), as arms name it; null: no special one.</summary>
    public string? Variant { get; private set; }

    /// <summary>Why it is left out of reading; null: it is read.</summary>
    public string? ExclusionReason { get; private set; }

    /// <summary>Names its variant, in at most 64 characters; null or blank takes the name away.</summary>
    public void NameVariant(string? variant)
    {
        var name = string.IsNullOrWhiteSpace(variant) ? null : variant.Trim();
        Variant = name is { Length: > 64 } ? name[..64] : name;
    }

    public void Exclude(string? reason) => ExclusionReason = reason is { Length: > 500 } ? reason[..500] : reason;

    /// <summary>What its images bring along when they come in.</summary>
    public void Learn(string personMark, string? phaseWords)
    {
        PersonMark = PersonMark.Length > 0 ? PersonMark : personMark;
        PhaseWords ??= phaseWords;
    }

    /// <summary>A part of this series, with a UID of its own.</summary>
    public Series Part(string partUid) =>
        new(CaseId, ExamUid, partUid)
        {
            SplitFromUid = SplitFromUid ?? SeriesUid,
            ExamAt = ExamAt,
            PersonMark = PersonMark,
            PhaseWords = PhaseWords,
            BodyPart = BodyPart,
            Variant = Variant,
        };

    /// <param name="date"><c>yyyyMMdd</c>; anything else: not known.</param>
    /// <param name="time"><c>HHmmss</c>, with or without a fraction; anything else counts as midnight.</param>
    public void DateExam(string? date, string? time)
    {
        static bool AreDigits(string text) => text.All(char.IsAsciiDigit);
        var clock = time?.Split('.')[0] is { Length: 6 } whole && AreDigits(whole) ? whole : "000000";
        ExamAt = date is { Length: 8 } && AreDigits(date) ? date + clock : "";
    }

    public void Measure(string bodyPart, string? phaseEvidence)
    {
        BodyPart = bodyPart;
        PhaseEvidence = phaseEvidence;
    }

    /// <summary>Makes it the series of a picture.</summary>
    public void Show(Picture picture)
    {
        Picture = picture;
        picture.PlaceIn(Id);
    }

    public void AddInstance(Instance instance) => _instances.Add(instance);

    public void Describe(
        string modality,
        int rows,
        int columns,
        double rowSpacing,
        double columnSpacing,
        double sliceSpacing,
        string? geometryProblem
    )
    {
        Modality = modality;
        Rows = rows;
        Columns = columns;
        RowSpacing = rowSpacing;
        ColumnSpacing = columnSpacing;
        SliceSpacing = sliceSpacing;
        GeometryProblem = geometryProblem;
    }

    /// <summary>A phase found by the import; one that a person confirmed stays.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="reason">What speaks for it, in a sentence.</param>
    /// <param name="confidence">0 to 1.</param>
    /// <param name="doubt">What contradicts it; null: nothing.</param>
    public void ProposePhase(Phase phase, string reason, double confidence = 0, string? doubt = null)
    {
        if (!PhaseIsConfirmed)
        {
            Phase = phase;
            PhaseReason = reason;
            PhaseConfidence = confidence;
            PhaseDoubt = doubt;
        }
    }

    public void ConfirmPhase(Phase phase)
    {
        Phase = phase;
        PhaseReason = "Set by the coordinator";
        PhaseIsConfirmed = true;
        PhaseDoubt = null;
    }
}
