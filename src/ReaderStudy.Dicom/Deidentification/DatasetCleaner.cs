namespace ReaderStudy.Dicom.Deidentification;

/// <summary>The walk through one image, item by item.</summary>
/// <param name="rules">Which action an element meets.</param>
/// <param name="options">What may stay.</param>
/// <param name="pseudonyms">Other UIDs for UIDs.</param>
/// <param name="dates">The patient's shift.</param>
/// <param name="own">The image's own names and numbers.</param>
/// <param name="iod">The object's IOD; null if unknown.</param>
internal sealed class DatasetCleaner(
    ConfidentialityRules rules,
    DeidentificationOptions options,
    Pseudonyms pseudonyms,
    DateShift dates,
    OwnIdentifiers own,
    string? iod
)
{
    private static readonly DicomTag LongCodeValue = new(0x0008, 0x0119);
    private static readonly DicomTag UrnCodeValue = new(0x0008, 0x0120);

    private readonly KeptValues _values = new(own, new TextCleaner(own));

    /// <summary>What was done so far.</summary>
    public FateTally Tally { get; } = new();

    /// <summary>A cleaned copy.</summary>
    public DicomDataset Clean(DicomDataset source, DicomDataset? parent)
    {
        var result = new DicomDataset { Parent = parent };
        foreach (var element in source.Elements)
        {
            if (element.Tag.IsPrivate)
            {
                TreatPrivate(source, element, result);
            }
            else if (Treat(source, element, result) is { } cleaned)
            {
                result.Set(cleaned);
            }
        }

        return result;
    }

    private DicomElement? Treat(DicomDataset source, DicomElement element, DicomDataset result)
    {
        var place = result.Parent is null ? iod : null;
        var action = rules.For(element, place, out var row);
        switch (action)
        {
            case ConfidentialityAction.Keep:
                return Kept(source, element, result);
            case ConfidentialityAction.KeepAsIs:
                return Counted(element, AttributeFate.Kept);
            case ConfidentialityAction.CleanText when element.Vr.IsText():
                var text = _values.Texts(source, element, technical: false);
                return text is null || text.IsEmpty
                    ? ByBasicProfile(source, element, row!, place)
                    : Counted(text, ReferenceEquals(text, element) ? AttributeFate.Kept : AttributeFate.Cleaned);
            case ConfidentialityAction.CleanText:
                return element.Items is null ? Simple(source, element, ConfidentialityAction.Remove) : Kept(source, element, result);
            case ConfidentialityAction.ShiftDate:
                return Shifted(source, element, row, place);
            case ConfidentialityAction.Empty when result.Parent is null && TakesPseudonym(element.Tag):
                return Counted(new DicomElement(element.Tag, element.Vr, default), AttributeFate.Replaced);
            default:
                return Simple(source, element, action);
        }
    }

    /// <summary>True for what the image's own patient is called by: a pseudonym follows.</summary>
    private static bool TakesPseudonym(DicomTag tag) => tag == DicomTags.PatientId || tag == DicomTags.PatientName;

    private DicomElement? Simple(DicomDataset source, DicomElement element, ConfidentialityAction action)
    {
        switch (action)
        {
            case ConfidentialityAction.Empty:
                return Emptied(element);
            case ConfidentialityAction.Dummy:
                return Counted(DummyValues.For(element), AttributeFate.Replaced);
            case ConfidentialityAction.MapUid:
                return Uids(source, element);
            default:
                Tally.Add(element.Tag, AttributeFate.Removed);
                return null;
        }
    }

    private DicomElement? ByBasicProfile(DicomDataset source, DicomElement element, ConfidentialityRow row, string? place) =>
        Simple(source, element, ConfidentialityRules.Basic(element, row, place));

    private DicomElement? Kept(DicomDataset source, DicomElement element, DicomDataset result)
    {
        if (element.Items is { } items)
        {
            Tally.Add(element.Tag, AttributeFate.Kept);
            return DicomElement.Sequence(element.Tag, Items(items, result));
        }

        if (_values.Of(source, element, nested: result.Parent is not null) is { } kept)
        {
            return Counted(kept, ReferenceEquals(kept, element) ? AttributeFate.Kept : AttributeFate.Cleaned);
        }

        // Of types nothing is known here: text that must be there gets a dummy, a code string or bytes go, a number stays empty.
        return element.Vr switch
        {
            DicomVr.LO or DicomVr.SH => Simple(source, element, ConfidentialityAction.Dummy),
            DicomVr.CS when ConfidentialityProfile.Standard.Find(element.Tag) is null => Simple(
                source,
                element,
                ConfidentialityAction.Remove
            ),
            _ when element.Vr.IsText() => Emptied(element),
            _ => Simple(source, element, ConfidentialityAction.Remove),
        };
    }

    private List<DicomDataset> Items(IReadOnlyList<DicomDataset> items, DicomDataset result)
    {
        var cleaned = new List<DicomDataset>(items.Count);
        foreach (var item in items)
        {
            if (!item.Contains(DicomTags.CodingSchemeDesignator) && !item.Contains(UrnCodeValue))
            {
                cleaned.Add(Clean(item, result));
            }
            else if (Coded(item, result) is { } code)
            {
                cleaned.Add(code);
            }
        }

        return cleaned;
    }

    /// <summary>An item that is a code: whole if its scheme is a public one, else not at all.</summary>
    private DicomDataset? Coded(DicomDataset item, DicomDataset result)
    {
        var (scheme, value) = (item.GetString(DicomTags.CodingSchemeDesignator), item.GetString(DicomTags.CodeValue));
        if (scheme is null || value is null || item.Contains(LongCodeValue) || !Codes.MayStay(scheme, value) || own.Contain(value))
        {
            foreach (var element in item.Elements)
            {
                Tally.Add(element.Tag, AttributeFate.Removed);
            }

            return null;
        }

        var code = Clean(item, result);
        code.Set(KeptValues.OfText(DicomTags.CodeValue, DicomVr.SH, value));
        code.Set(KeptValues.OfText(DicomTags.CodingSchemeDesignator, DicomVr.SH, scheme));
        if (code.GetString(DicomTags.CodeMeaning) is null)
        {
            // A meaning is of type 1; the code says it all.
            code.Set(KeptValues.OfText(DicomTags.CodeMeaning, DicomVr.LO, value));
        }

        return code;
    }

    private void TreatPrivate(DicomDataset source, DicomElement element, DicomDataset result)
    {
        if (
            options.RetainSafePrivate
            && SafePrivate.Find(source, element) is var (creator, found)
            && _values.Of(Alone(found), found, nested: true) is { IsEmpty: false } kept
        )
        {
            result.Set(creator);
            result.Set(Counted(kept, AttributeFate.Kept));
        }
        else if (!options.RetainSafePrivate || !element.Tag.IsPrivateCreator)
        {
            Tally.Add(element.Tag, AttributeFate.Removed);
        }
    }

    private static DicomDataset Alone(DicomElement element)
    {
        var dataset = new DicomDataset();
        dataset.Set(element);
        return dataset;
    }

    private DicomElement Uids(DicomDataset source, DicomElement element)
    {
        if (element.Vr != DicomVr.UI)
        {
            // Bytes that the file calls something else: a UID all the same, or emptied.
            return element.Items is null && element.Vr == DicomVr.UN ? Mapped(source, element) : Emptied(element);
        }

        return Mapped(source, element);
    }

    private DicomElement Mapped(DicomDataset source, DicomElement element)
    {
        var uids = source.GetStrings(element.Tag);
        if (uids is [{ Length: > 0 } one])
        {
            var other = pseudonyms.UidOf(one);
            return other == one
                ? Counted(element.Vr == DicomVr.UI ? element : KeptValues.OfText(element.Tag, DicomVr.UI, one), AttributeFate.Kept)
                : Counted(KeptValues.OfText(element.Tag, DicomVr.UI, other), AttributeFate.UidReplaced);
        }

        var mapped = uids.Select(uid => uid.Length == 0 ? uid : pseudonyms.UidOf(uid));
        return Counted(KeptValues.OfText(element.Tag, DicomVr.UI, string.Join('\\', mapped)), AttributeFate.UidReplaced);
    }

    private DicomElement? Shifted(DicomDataset source, DicomElement element, ConfidentialityRow? row, string? place)
    {
        var values = source.GetStrings(element.Tag);
        if (values.Count == 0)
        {
            return Counted(new DicomElement(element.Tag, element.Vr, default), AttributeFate.Kept);
        }

        var moved = new string[values.Count];
        for (var i = 0; i < moved.Length; i++)
        {
            if (dates.Moved(values[i], element.Vr) is not { } text)
            {
                // It may be anything, so nothing of it stays; where a value is needed, a dummy takes its place.
                return
                    row is not null && ConfidentialityRules.Basic(element, row, place) == ConfidentialityAction.Dummy && place is not null
                    ? ByBasicProfile(source, element, row, place)
                    : Emptied(element);
            }

            moved[i] = text;
        }

        return Counted(
            KeptValues.OfText(element.Tag, element.Vr, string.Join('\\', moved)),
            element.Vr == DicomVr.TM ? AttributeFate.Kept : AttributeFate.DateShifted
        );
    }

    private DicomElement Emptied(DicomElement element)
    {
        Tally.Add(element.Tag, AttributeFate.Emptied);
        return element.Items is not null || element.Vr == DicomVr.SQ
            ? DicomElement.Sequence(element.Tag, [])
            : new DicomElement(element.Tag, element.Vr, default);
    }

    private DicomElement Counted(DicomElement element, AttributeFate fate)
    {
        Tally.Add(element.Tag, fate);
        return element;
    }
}
