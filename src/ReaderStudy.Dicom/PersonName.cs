namespace ReaderStudy.Dicom;

/// <summary>A person name in its three groups of components (PS3.5 6.2.1); a group that is absent is empty.</summary>
/// <param name="Alphabetic">In letters, e.g. <c>Yamada^Tarou</c>.</param>
/// <param name="Ideographic">In ideographs, e.g. <c>山田^太郎</c>.</param>
/// <param name="Phonetic">As it is spoken, e.g. <c>やまだ^たろう</c>.</param>
public readonly record struct PersonName(string Alphabetic, string Ideographic = "", string Phonetic = "")
{
    /// <summary>The groups of a value as <see cref="DicomValues.GetString"/> gives it.</summary>
    public static PersonName Of(string value)
    {
        var groups = value.Split('=', 3);
        return new PersonName(groups[0], groups.Length > 1 ? groups[1] : string.Empty, groups.Length > 2 ? groups[2] : string.Empty);
    }

    /// <summary>The value of an element of VR PN: the groups with the sign of equality between them, empty ones at the end left out.</summary>
    public override string ToString() => $"{Alphabetic}={Ideographic}={Phonetic}".TrimEnd('=');
}
