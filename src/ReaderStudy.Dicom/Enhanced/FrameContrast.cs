namespace ReaderStudy.Dicom.Enhanced;

/// <summary>
/// The contrast agent of one frame. An enhanced image lists its agents once (PS3.3 C.7.6.4b) and says of each frame which were
/// given (C.7.6.16.2.12); a single-frame image has agent, route, dose and times of its own (C.7.6.4).
/// </summary>
internal static class FrameContrast
{
    private static readonly DicomTag[] Numbers =
    [
        DicomTags.ContrastBolusVolume,
        EnhancedTags.ContrastBolusIngredientConcentration,
        DicomTags.ContrastBolusTotalDose,
    ];

    /// <summary>Writes the agents that were given for this frame; takes those away that were not.</summary>
    public static void Apply(DicomDataset image)
    {
        var agents = image.GetItems(DicomTags.ContrastBolusAgentSequence);
        if (agents.Count == 0)
        {
            return;
        }

        var usage = image.GetItems(EnhancedTags.ContrastBolusUsageSequence);
        var given = usage.Count == 0 ? agents : [.. agents.Where(a => IsGiven(a, usage))];
        if (given.Count == 0)
        {
            image.Remove(DicomTags.ContrastBolusAgentSequence);
            return;
        }

        if (given.Count < agents.Count)
        {
            image.SetItems(DicomTags.ContrastBolusAgentSequence, [.. given]);
        }

        var first = given[0];
        Copy(first, DicomTags.CodeMeaning, image, DicomTags.ContrastBolusAgent);
        foreach (var tag in Numbers)
        {
            Copy(first, tag, image, tag);
        }

        if (first.GetItems(EnhancedTags.ContrastBolusAdministrationRouteSequence) is [var route, ..])
        {
            Copy(route, DicomTags.CodeMeaning, image, DicomTags.ContrastBolusRoute);
        }

        if (
            first.GetItems(EnhancedTags.ContrastBolusIngredientCodeSequence) is [var ingredient, ..]
            && ingredient.GetString(DicomTags.CodeMeaning) is { Length: <= 16 } name
            && name.All(char.IsAscii)
        )
        {
            image.Set(DicomTags.ContrastBolusIngredient, name.ToUpperInvariant());
        }

        Times(first.GetItems(EnhancedTags.ContrastAdministrationProfileSequence), image);
    }

    private static bool IsGiven(DicomDataset agent, IReadOnlyList<DicomDataset> usage)
    {
        var number = Number(agent);
        return usage.Any(u => Number(u) == number && u.GetString(EnhancedTags.ContrastBolusAgentAdministered) is null or "YES");
    }

    private static double? Number(DicomDataset item) =>
        item.DoublesIfReadable(EnhancedTags.ContrastBolusAgentNumber) is [var number, ..] ? number : null;

    /// <summary>The injection begins with the first step of its profile and ends with the last; rates and durations are one a step.</summary>
    private static void Times(IReadOnlyList<DicomDataset> profile, DicomDataset image)
    {
        if (profile.Count == 0)
        {
            return;
        }

        Copy(profile[0], DicomTags.ContrastBolusStartTime, image, DicomTags.ContrastBolusStartTime);
        Copy(profile[^1], DicomTags.ContrastBolusStopTime, image, DicomTags.ContrastBolusStopTime);
        foreach (var tag in new[] { DicomTags.ContrastFlowRate, EnhancedTags.ContrastFlowDuration })
        {
            var steps = profile.Select(p => p.GetString(tag)).OfType<string>().ToArray();
            if (steps.Length > 0)
            {
                image.Set(tag, steps);
            }
        }
    }

    private static void Copy(DicomDataset source, DicomTag from, DicomDataset image, DicomTag to)
    {
        if (source.Find(from) is { Value.IsEmpty: false } element)
        {
            image.Set(new DicomElement(to, DicomDictionary.VrOf(to, signedPixels: false), element.Value));
        }
    }
}
