namespace ReaderStudy.Web.Features.Ledger;

/// <summary>How often cases were shown to readers and run through models.</summary>
/// <param name="Cases">Cases that are counted.</param>
/// <param name="ReadCases">Of them, those that at least one reader opened.</param>
/// <param name="Readers">Different readers.</param>
/// <param name="PredictedCases">Of them, those that at least one model ran over.</param>
/// <param name="Models">Different models, by the hash of their package.</param>
/// <param name="LastOn">The day of the last of it; null: there was none.</param>
public sealed record Exposure(int Cases, int ReadCases, int Readers, int PredictedCases, int Models, DateTimeOffset? LastOn)
{
    public bool IsAny => ReadCases > 0 || PredictedCases > 0;
}

/// <param name="Studies">How many; 1 where it is named.</param>
/// <param name="Name">Of the study, for those who coordinate or analyse it too; null: studies of others.</param>
/// <param name="Exposure">There, of cases that have images of this study's.</param>
public sealed record ExposureElsewhere(int Studies, string? Name, Exposure Exposure);

/// <param name="Reader">As this study calls the reader.</param>
/// <param name="Cases">Cases of this study whose images the reader saw before.</param>
/// <param name="Studies">Where.</param>
public sealed record ReaderExposure(string Reader, int Cases, IReadOnlyList<string> Studies);
