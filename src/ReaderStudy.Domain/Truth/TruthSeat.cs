namespace ReaderStudy.Domain.Truth;

/// <summary>Where a vote stands among those of its case.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Number">From 1, in the order in which the votes of the round come.</param>
/// <param name="PanelSize">How many truthers the study has.</param>
public readonly record struct TruthSeat(int Round, int Number, int PanelSize);
