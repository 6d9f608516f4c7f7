namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>Who observed what a report says (PS3.16 TID 1002 to 1004).</summary>
public abstract record Observer
{
    private Observer() { }

    /// <summary>A person, by a name or a pseudonym in DICOM's form: <c>Reader^1</c>.</summary>
    public sealed record Person(string Name) : Observer;

    /// <summary>A program: an AI model.</summary>
    /// <param name="Uid">Names the model in this version; the same for all its reports.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="Version">The version, or the beginning of the hash that names it.</param>
    public sealed record Device(string Uid, string Name, string Version) : Observer
    {
        /// <summary>Who made it; empty: not known.</summary>
        public string Manufacturer { get; init; } = "";

        /// <summary>Of the model; empty: as the name.</summary>
        public string ModelName { get; init; } = "";
    }
}
