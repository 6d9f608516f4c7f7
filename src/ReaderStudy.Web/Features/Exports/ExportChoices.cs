namespace ReaderStudy.Web.Features.Exports;

/// <summary>What beside the images goes out.</summary>
/// <param name="Truth">The reference standard's class of each case.</param>
/// <param name="Readings">The answers of locked readings.</param>
/// <param name="Predictions">What models gave.</param>
/// <param name="FlaggedTexts">Free texts that look as if they named somebody; without this they are withheld.</param>
public sealed record ExportChoices(bool Truth = false, bool Readings = false, bool Predictions = false, bool FlaggedTexts = false)
{
    /// <summary>For the audit trail.</summary>
    public override string ToString()
    {
        string[] chosen =
        [
            .. new[]
            {
                Truth ? "reference standard" : null,
                Readings ? "readings" : null,
                Predictions ? "predictions" : null,
                FlaggedTexts ? "flagged texts" : null,
            }.OfType<string>(),
        ];
        return chosen.Length == 0 ? "images only" : "with " + string.Join(", ", chosen);
    }
}
