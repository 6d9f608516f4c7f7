using System.Globalization;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Takes the identity out of images: PS3.15 Annex E, Basic Application Level Confidentiality Profile, driven by the standard's table,
/// in nested sequences too. Decode compressed pixels first: only native ones are cleaned of overlays in unused bits.
/// </summary>
/// <remarks>Text in the pixels themselves is not found here: <see cref="Deidentified.Questions"/> says where to look for it.</remarks>
public sealed class Deidentifier
{
    private readonly Pseudonyms _pseudonyms;
    private readonly DeidentificationOptions _options;

    /// <param name="key">
    /// The secret of the store, at least 16 bytes. One key gives one patient the same pseudonym, and an image the same UIDs, always.
    /// </param>
    /// <param name="options">What may stay.</param>
    public Deidentifier(ReadOnlySpan<byte> key, DeidentificationOptions? options = null)
    {
        _pseudonyms = new Pseudonyms(key);
        _options = options ?? DeidentificationOptions.Default;
    }

    /// <summary>A copy of the image without identity; the image given is not changed.</summary>
    /// <exception cref="DicomException">Values that are needed cannot be understood.</exception>
    public Deidentified Deidentify(DicomDataset dataset)
    {
        var identity = Pseudonyms.IdentityOf(dataset);
        var pseudonym = _pseudonyms.PatientOf(identity);
        var work = new Work(_pseudonyms, _options, _pseudonyms.DaysOf(identity));
        var result = work.Clean(dataset, parent: null);
        OverlayBits.Clear(dataset, result);
        result.Set(DicomTags.PatientId, pseudonym);
        result.Set(DicomTags.PatientName, pseudonym);
        Sign(result);
        var questions = PixelQuestions.Of(dataset);
        var report = work.Tally.Report(questions);
        return new Deidentified(result, pseudonym, FreeTexts.Of(dataset), report.Counts, questions, report);
    }

    /// <summary>Writes into the image what was done with it (PS3.15 E.1.1, PS3.16 CID 7050).</summary>
    private void Sign(DicomDataset result)
    {
        var codes = new List<DicomDataset> { Code("113100", "Basic Application Confidentiality Profile") };
        if (_options.ShiftDates)
        {
            codes.Add(Code("113107", "Retain Longitudinal Temporal Information Modified Dates Option"));
        }

        if (_options.RetainPatientCharacteristics)
        {
            codes.Add(Code("113108", "Retain Patient Characteristics Option"));
        }

        result.Set(DicomTags.PatientIdentityRemoved, "YES");
        result.Set(DicomTags.DeidentificationMethod, "PS3.15 Annex E Basic Profile 2025a", "ReaderStudy");
        result.SetItems(DicomTags.DeidentificationMethodCodeSequence, [.. codes]);
        result.Set(DicomTags.LongitudinalTemporalInformationModified, _options.ShiftDates ? "MODIFIED" : "REMOVED");
    }

    private static DicomDataset Code(string value, string meaning)
    {
        var code = new DicomDataset();
        code.Set(DicomTags.CodeValue, value);
        code.Set(DicomTags.CodingSchemeDesignator, "DCM");
        code.Set(DicomTags.CodeMeaning, meaning);
        return code;
    }

    /// <summary>The walk through one image.</summary>
    private sealed class Work(Pseudonyms pseudonyms, DeidentificationOptions options, int days)
    {
        public FateTally Tally { get; } = new();

        public DicomDataset Clean(DicomDataset source, DicomDataset? parent)
        {
            var result = new DicomDataset { Parent = parent };
            foreach (var element in source.Elements)
            {
                if (Treat(source, element, result) is { } cleaned)
                {
                    result.Set(cleaned);
                }
            }

            return result;
        }

        private DicomElement? Treat(DicomDataset source, DicomElement element, DicomDataset result)
        {
            switch (ConfidentialityProfile.Standard.ActionFor(element, options))
            {
                case ConfidentialityAction.Keep:
                    return Kept(element, result);
                case ConfidentialityAction.KeepAge:
                    return element.Tag == DicomTags.PatientAge ? Age(source, element) : Kept(element, result);
                case ConfidentialityAction.Empty:
                    Tally.Add(element.Tag, AttributeFate.Emptied);
                    return element.Vr == DicomVr.SQ
                        ? DicomElement.Sequence(element.Tag, [])
                        : new DicomElement(element.Tag, element.Vr, default);
                case ConfidentialityAction.Dummy:
                    Tally.Add(element.Tag, AttributeFate.Replaced);
                    return DummyValues.For(element);
                case ConfidentialityAction.MapUid:
                    return Uids(source, element, result);
                case ConfidentialityAction.ShiftDate:
                    return Shifted(source, element);
                default:
                    Tally.Add(element.Tag, AttributeFate.Removed);
                    return null;
            }
        }

        private DicomElement Kept(DicomElement element, DicomDataset result)
        {
            Tally.Add(element.Tag, AttributeFate.Kept);
            return element.Items is { } items ? DicomElement.Sequence(element.Tag, [.. items.Select(i => Clean(i, result))]) : element;
        }

        private DicomElement Uids(DicomDataset source, DicomElement element, DicomDataset result)
        {
            if (element.Items is not null)
            {
                return Kept(element, result);
            }

            Tally.Add(element.Tag, AttributeFate.UidReplaced);
            var mapped = source.GetStrings(element.Tag).Select(uid => uid.Length == 0 ? uid : pseudonyms.UidOf(uid));
            return Text(element.Tag, DicomVr.UI, string.Join('\\', mapped));
        }

        /// <summary>HIPAA counts ages above 89 as identifying (45 CFR 164.514(b)(2)(i)(C)).</summary>
        private DicomElement Age(DicomDataset source, DicomElement element)
        {
            var text = source.GetString(element.Tag) ?? string.Empty;
            if (text.Length == 0)
            {
                Tally.Add(element.Tag, AttributeFate.Kept);
                return element;
            }

            if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                Tally.Add(element.Tag, AttributeFate.Emptied);
                return new DicomElement(element.Tag, DicomVr.AS, default);
            }

            var years = char.ToUpperInvariant(text[^1]) switch
            {
                'Y' => number,
                'M' => number / 12,
                'W' => number / 52,
                'D' => number / 365,
                _ => 999,
            };
            Tally.Add(element.Tag, AttributeFate.Kept);
            return years > 89 ? Text(element.Tag, DicomVr.AS, "090Y") : element;
        }

        private DicomElement Shifted(DicomDataset source, DicomElement element)
        {
            var values = source.GetStrings(element.Tag);
            var isTime = element.Vr == DicomVr.TM && values.All(v => v.All(c => char.IsAsciiDigit(c) || c is '.' or ':'));
            if (isTime || values.Count == 0)
            {
                Tally.Add(element.Tag, AttributeFate.Kept);
                return element;
            }

            var moved = values.Select(v => element.Vr == DicomVr.TM ? null : Moved(v, element.Vr)).ToList();
            if (moved.Contains(null))
            {
                // No date that can be moved: it may be anything, so nothing of it stays.
                Tally.Add(element.Tag, AttributeFate.Emptied);
                return new DicomElement(element.Tag, element.Vr, default);
            }

            Tally.Add(element.Tag, AttributeFate.DateShifted);
            return Text(element.Tag, element.Vr, string.Join('\\', moved));
        }

        /// <summary>The date part moved; the time of a DT stays, its offset from UTC goes. Null if there is no whole date.</summary>
        private string? Moved(string value, DicomVr vr)
        {
            var text =
                value.Length >= 10 && value[4] == '.' && value[7] == '.'
                    ? string.Concat(value.AsSpan(0, 4), value.AsSpan(5, 2), value.AsSpan(8))
                    : value;
            if (
                text.Length < 8
                || !DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            )
            {
                return null;
            }

            if (date.DayNumber + days < 0)
            {
                return null;
            }

            var day = date.AddDays(days).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            var time = new string([.. text.Skip(8).TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
            return vr == DicomVr.DT ? day + time : day;
        }

        private static DicomElement Text(DicomTag tag, DicomVr vr, string text) =>
            new(tag, vr, DicomSetters.Padded(System.Text.Encoding.ASCII.GetBytes(text), vr));
    }
}
