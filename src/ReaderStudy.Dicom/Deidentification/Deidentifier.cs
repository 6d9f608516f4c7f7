namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Takes the identity out of images: PS3.15 Annex E, Basic Application Level Confidentiality Profile, driven by the standard's table,
/// in nested sequences too. What each action comes to is in the README of this folder.
/// </summary>
/// <remarks>Safe for use from several threads at once.</remarks>
public sealed class Deidentifier
{
    private readonly Pseudonyms _pseudonyms;
    private readonly DeidentificationOptions _options;
    private readonly ConfidentialityRules _rules;

    /// <param name="key">
    /// The secret of the store, at least 16 bytes. One key gives one patient the same pseudonym, and an image the same UIDs, always.
    /// </param>
    /// <param name="options">What may stay.</param>
    public Deidentifier(ReadOnlySpan<byte> key, DeidentificationOptions? options = null)
    {
        _pseudonyms = new Pseudonyms(key);
        _options = options ?? DeidentificationOptions.Default;
        _rules = new ConfidentialityRules(_options);
    }

    /// <summary>
    /// A copy of the image without identity; the image given is not changed. Text in its pixels is found but not removed:
    /// <see cref="Deidentified.Questions"/> says where to look, <see cref="PixelCleaning"/> blanks it.
    /// </summary>
    /// <exception cref="DicomException">Values that are needed cannot be understood, or pixel data are compressed (decode them first).</exception>
    public Deidentified Deidentify(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Find(DicomTags.PixelData)?.Fragments is not null)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                "the pixel data are compressed, and a compressed stream can hold comments: decode them before de-identifying"
            );
        }

        var identity = Pseudonyms.IdentityOf(dataset);
        var pseudonym = _pseudonyms.PatientOf(identity);
        var iod = AttributeTypes.Standard.IodOf(dataset.GetString(DicomTags.SopClassUid));
        var dates = new DateShift(_pseudonyms.DaysOf(identity));
        var cleaner = new DatasetCleaner(_rules, _options, _pseudonyms, dates, OwnIdentifiers.Of(dataset), iod);
        var result = cleaner.Clean(dataset, parent: null);
        PixelBytes.Clean(result);
        result.Set(DicomTags.PatientId, pseudonym);
        result.Set(DicomTags.PatientName, pseudonym);
        Sign(result);
        var questions = PixelQuestions.Of(dataset, _options.LookAtPixels);
        var report = cleaner.Tally.Report(questions);
        return new Deidentified(result, pseudonym, FreeTexts.Of(dataset), report.Counts, questions, report);
    }

    /// <summary>Writes into the image what was done with it (PS3.15 E.1.1, PS3.16 CID 7050).</summary>
    private void Sign(DicomDataset result)
    {
        List<DicomDataset> codes = [DeidentificationCodes.Item(DeidentificationCodes.BasicProfile)];
        void AddIf(bool used, (string, string) code)
        {
            if (used)
            {
                codes.Add(DeidentificationCodes.Item(code));
            }
        }

        AddIf(_options.CleanDescriptors, DeidentificationCodes.CleanDescriptors);
        AddIf(_options.ShiftDates, DeidentificationCodes.ModifiedDates);
        AddIf(_options.RetainPatientCharacteristics, DeidentificationCodes.PatientCharacteristics);
        AddIf(_options.RetainDeviceIdentity, DeidentificationCodes.DeviceIdentity);
        AddIf(_options.RetainUids, DeidentificationCodes.Uids);
        AddIf(_options.RetainSafePrivate, DeidentificationCodes.SafePrivate);
        result.Set(DicomTags.PatientIdentityRemoved, "YES");
        result.Set(DicomTags.DeidentificationMethod, "PS3.15 Annex E Basic Profile 2025a", "ReaderStudy");
        result.SetItems(DicomTags.DeidentificationMethodCodeSequence, [.. codes]);
        result.Set(DicomTags.LongitudinalTemporalInformationModified, _options.ShiftDates ? "MODIFIED" : "REMOVED");
    }
}
