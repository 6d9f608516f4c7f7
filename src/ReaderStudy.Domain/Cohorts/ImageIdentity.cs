namespace ReaderStudy.Domain.Cohorts;

/// <summary>What is known of a received image beside its pixels. Everything in it is pseudonymous.</summary>
/// <param name="Order">Where the file stands in its import; cases are numbered in this order.</param>
/// <param name="Patient">The patient's pseudonym.</param>
/// <param name="PersonMark">Keyed hash of sex and birth date: two under one pseudonym are two people. Empty: neither is known.</param>
/// <param name="NumberMark">Keyed hash of the patient number without its issuer. Empty: there is no number.</param>
/// <param name="ExamUid">Pseudonymous.</param>
/// <param name="SeriesUid">Pseudonymous.</param>
/// <param name="SopUid">Pseudonymous.</param>
/// <param name="Sha256">Of the de-identified bytes.</param>
/// <param name="PhaseWords">Of the removed descriptions the words that name a phase, as JSON; null: none did.</param>
public sealed record ImageIdentity(
    long Order,
    string Patient,
    string PersonMark,
    string NumberMark,
    string ExamUid,
    string SeriesUid,
    string SopUid,
    string Sha256,
    string? PhaseWords
);
