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

    /// <summary>In the order of the stack.</summary>
    public IReadOnlyList<Instance> Instances => _instances;

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
    public void ProposePhase(Phase phase, string reason)
    {
        if (!PhaseIsConfirmed)
        {
            Phase = phase;
            PhaseReason = reason;
        }
    }

    public void ConfirmPhase(Phase phase)
    {
        Phase = phase;
        PhaseReason = "Set by the coordinator";
        PhaseIsConfirmed = true;
    }
}
