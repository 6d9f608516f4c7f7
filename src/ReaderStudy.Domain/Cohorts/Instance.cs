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

    /// <summary>Why it is left out of reading; null: it is read.</summary>
    public string? ExclusionReason { get; private set; }

    public void Exclude(string? reason) => ExclusionReason = reason is { Length: > 500 } ? reason[..500] : reason;

    /// <summary>Another file of the same image takes its place.</summary>
    public void Replace(string sha256, string fileKey)
    {
        Sha256 = sha256;
        FileKey = fileKey;
        Position = -1;
    }

    /// <summary>Moves it to another part of its series; it is sorted in anew.</summary>
    public void MoveTo(Guid seriesId)
    {
        SeriesId = seriesId;
        Position = -1;
    }

    public void PlaceAt(int position) => Position = position;
}
