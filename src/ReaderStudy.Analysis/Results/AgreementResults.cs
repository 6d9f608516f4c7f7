namespace ReaderStudy.Analysis.Results;

/// <summary>Fleiss' kappa among a set of raters, over the cases to which each of them gave exactly one answer.</summary>
public sealed record AgreementResults
{
    /// <summary>Among all raters, models included.</summary>
    public const string AllRaters = "all-raters";

    /// <summary>Among readers only.</summary>
    public const string ReadersOnly = "readers";

    /// <summary><see cref="AllRaters"/> or <see cref="ReadersOnly"/>.</summary>
    public required string Among { get; init; }

    /// <summary>Ids of the raters; a rater who read no case of the task is left out.</summary>
    public required IReadOnlyList<string> Raters { get; init; }

    /// <summary>The question's choices.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    public required int CasesUsed { get; init; }

    /// <summary>Cases of the task that were not used, each with the reason, by case id.</summary>
    public required IReadOnlyList<ExcludedCase> Excluded { get; init; }

    /// <summary>Fleiss' kappa; NaN with <see cref="Undefined"/> saying why.</summary>
    public required double Kappa { get; init; }

    /// <summary>Why kappa is undefined; null: it is defined.</summary>
    public string? Undefined { get; init; }

    /// <summary>Observed agreement.</summary>
    public required double ObservedAgreement { get; init; }

    /// <summary>Agreement expected by chance.</summary>
    public required double ExpectedAgreement { get; init; }

    /// <summary>Standard error by linearisation over cases (Gwet); the one behind the interval.</summary>
    public required double StandardError { get; init; }

    /// <summary>Lower 95 % limit, Student t with cases - 1 degrees of freedom.</summary>
    public required double Lower { get; init; }

    /// <summary>Upper 95 % limit, cut at 1.</summary>
    public required double Upper { get; init; }

    /// <summary>Standard error under kappa = 0 (Fleiss, Nee and Landis 1979), for the test of no agreement only.</summary>
    public required double NullStandardError { get; init; }

    /// <summary>How interval and standard errors were computed, in one sentence.</summary>
    public required string Method { get; init; }

    /// <summary>In the order of <see cref="Categories"/>; NaN for a category that nobody used or that everybody used always.</summary>
    public required IReadOnlyList<CategoryKappa> PerCategory { get; init; }
}

/// <param name="CaseId">The case.</param>
/// <param name="Reason">Which rater did not read it, left it open or ticked several.</param>
public sealed record ExcludedCase(string CaseId, string Reason);

/// <summary>Agreement on one category against all others.</summary>
/// <param name="Category">The choice.</param>
/// <param name="Share">Of all answers used, the part with this category.</param>
/// <param name="Kappa">NaN when the share is 0 or 1.</param>
/// <param name="NullStandardError">Standard error under kappa = 0 (Fleiss, Nee and Landis 1979).</param>
public sealed record CategoryKappa(string Category, double Share, double Kappa, double NullStandardError);
