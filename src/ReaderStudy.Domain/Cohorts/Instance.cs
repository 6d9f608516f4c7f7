namespace ReaderStudy.Domain.Cohorts;

/// <summary>One stored, de-identified image.</summary>
public sealed class Instance
{
    public Instance(Guid seriesId, string sopInstanceUid, string sha256, string fileKey)
    {
        Id = Guid.CreateVersion7();
        SeriesId = seriesId;
        SopInstanceUid = sopInstanceUid;
        Sha256 = sha256;
        FileKey = fileKey;
    }

    public Guid Id { get; private set; }

    public Guid SeriesId { get; private set; }

    /// <summary>Pseudonymous; unique in the series.</summary>
    public string SopInstanceUid { get; private set; }

    /// <summary>Of the stored bytes, in lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; }

    /// <summary>Where the image store keeps it.</summary>
    public string FileKey { get; private set; }

    /// <summary>Place in the stack from 0, by position along the normal; -1 until the stack is sorted.</summary>
    public int Position { get; private set; } = -1;

    public void PlaceAt(int position) => Position = position;
}
