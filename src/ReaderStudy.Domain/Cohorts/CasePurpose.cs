namespace ReaderStudy.Domain.Cohorts;

/// <summary>What a case is for.</summary>
public enum CasePurpose
{
    /// <summary>Part of the test set: read by the design, scored in the endpoints.</summary>
    Test,

    /// <summary>Read in training sessions only; outside the test set.</summary>
    Training,

    /// <summary>Read among the others; in arms with AI a wrong output is shown on purpose (automation bias). Outside the endpoints, reported apart.</summary>
    Catch,
}
