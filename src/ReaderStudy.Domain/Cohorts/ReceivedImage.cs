namespace ReaderStudy.Domain.Cohorts;

/// <summary>An image that an import has stored and that is in no case yet. The row goes when the image is placed.</summary>
public sealed class ReceivedImage
{
    public ReceivedImage(Guid importId, Guid importFileId, string fileKey, ImageIdentity image)
    {
        Id = Guid.CreateVersion7();
        ImportId = importId;
        ImportFileId = importFileId;
        FileKey = fileKey;
        Image = image;
    }

    private ReceivedImage()
    {
        FileKey = "";
        Image = null!;
    }

    public Guid Id { get; private set; }

    public Guid ImportId { get; private set; }

    public Guid ImportFileId { get; private set; }

    /// <summary>Where the image store keeps it.</summary>
    public string FileKey { get; private set; }

    public ImageIdentity Image { get; private set; }
}
