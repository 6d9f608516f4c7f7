using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Cohorts;

/// <summary>What is read once: one patient's exams and series, under a pseudonym. Its truth is a <see cref="ReferenceStandard"/>, kept apart.</summary>
public sealed class Case
{
    public static readonly Rule ExclusionNeedsReason = new("case.exclusion-reason", "A case is excluded with a reason.");
    public static readonly Rule CodeIsGiven = new("case.code-given", "A case needs a code of 1 to 64 characters.");

    public static readonly Rule HistoryIsShort = new("case.history-short", "A clinical history has at most 4,000 characters.");
    public const int LongestHistory = 4000;

    private readonly List<Series> _series = [];

    public Case(Guid studyId, string code, string pseudonym)
    {
        Require(code.Length is >= 1 and <= 64, CodeIsGiven);
        Id = Guid.CreateVersion7();
        StudyId = studyId;
        Code = code;
        Pseudonym = pseudonym;
    }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    /// <summary>How coordinators and statisticians call the case; unique in the study, never shown to readers.</summary>
    public string Code { get; private set; }

    /// <summary>Keyed hash of the patient number; ties a repeat import to the same case.</summary>
    public string Pseudonym { get; private set; }

    /// <summary>Keyed hash of the patient number without its issuer, by which a table of truth may name the case; empty when unknown.</summary>
    public string NumberMark { get; private set; } = "";

    public string? Centre { get; private set; }

    /// <summary><c>F</c>, <c>M</c>, <c>O</c>, or null when unknown.</summary>
    public string? Sex { get; private set; }

    /// <summary>In years; null when unknown.</summary>
    public int? Age { get; private set; }

    /// <summary>Longest diameter of the lesion that is asked about, in mm; null when unknown.</summary>
    public double? LesionSizeMm { get; private set; }

    /// <summary>Clinical history in a few sentences; told to readers only where the protocol's arm says so. Null: not given.</summary>
    public string? History { get; private set; }

    /// <summary>What the case is for; only <see cref="CasePurpose.Test"/> cases are part of the endpoints.</summary>
    public CasePurpose Purpose { get; private set; }

    public bool IsIncluded { get; private set; } = true;

    /// <summary>Null while the case is included.</summary>
    public string? ExclusionReason { get; private set; }

    public IReadOnlyList<Series> Series => _series;

    /// <summary>Sets what is given; null leaves what is there.</summary>
    public void Describe(string? centre = null, string? sex = null, int? age = null, double? lesionSizeMm = null)
    {
        Centre = centre ?? Centre;
        Sex = sex ?? Sex;
        Age = age ?? Age;
        LesionSizeMm = lesionSizeMm ?? LesionSizeMm;
    }

    /// <summary>Says what the case is for.</summary>
    public void UseFor(CasePurpose purpose) => Purpose = purpose;

    /// <summary>Sets the clinical history; null takes it away.</summary>
    public void Tell(string? history)
    {
        Require(history is null || history.Trim().Length <= LongestHistory, HistoryIsShort);
        History = string.IsNullOrWhiteSpace(history) ? null : history.Trim();
    }

    /// <summary>What its images bring along when they come in; what is known stays.</summary>
    public void Learn(string numberMark) => NumberMark = NumberMark.Length > 0 ? NumberMark : numberMark;

    public void Rename(string code)
    {
        Require(code.Length is >= 1 and <= 64, CodeIsGiven);
        Code = code;
    }

    public void Include()
    {
        IsIncluded = true;
        ExclusionReason = null;
    }

    public void Exclude(string reason)
    {
        Require(!string.IsNullOrWhiteSpace(reason), ExclusionNeedsReason);
        IsIncluded = false;
        ExclusionReason = reason.Trim();
    }

    public void AddSeries(Series series) => _series.Add(series);
}
