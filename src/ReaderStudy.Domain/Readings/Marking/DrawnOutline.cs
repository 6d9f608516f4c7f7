using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>
/// An outline that was drawn in a reading. Never changed, never deleted: the answer to the question is its <see cref="MaskUid"/>, and another
/// outline has another one.
/// </summary>
public sealed class DrawnOutline
{
    public static readonly Rule Fits = new("reading.outline-fits", "An outline lies on the pixels of the images that it was drawn on.");
    public static readonly Rule AsksForOutline = new("reading.outline-asked", "The protocol asks for no outline there.");
    public static readonly Rule IsStored = new(
        "reading.outline-stored",
        "An outline is saved before it is the answer, in the same case, stage and question."
    );

    public static readonly Rule HasRoom = new(
        "reading.outline-room",
        "One reading keeps at most 5,000 states of its outlines, and this one has them. Go back to a state that is saved by undoing, and tell the study's coordinator."
    );

    /// <summary>Most outlines of one reading: every stroke is one.</summary>
    public const int Most = 5000;

    private DrawnOutline() { }

    /// <param name="reading">In which it was drawn.</param>
    /// <param name="questionId">What it answers.</param>
    /// <param name="seriesId">On which series.</param>
    /// <param name="outline">What was drawn.</param>
    /// <param name="at">Now.</param>
    public DrawnOutline(Reading reading, string questionId, Guid seriesId, Outline outline, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        ReadingId = reading.Id;
        QuestionId = questionId;
        SeriesId = seriesId;
        Content = outline.Write();
        MaskUid = UidOf(reading, questionId, Content);
        SavedAt = at;
    }

    public Guid Id { get; private set; }

    public Guid ReadingId { get; private set; }

    public string QuestionId { get; private set; } = "";

    /// <summary>The series whose pixels are meant.</summary>
    public Guid SeriesId { get; private set; }

    /// <summary>SOP Instance UID of the DICOM segmentation that it becomes; the question's answer.</summary>
    public string MaskUid { get; private set; } = "";

    /// <summary>An <see cref="Outline"/>.</summary>
    public string Content { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>
    /// The same outline of the same session, case, attempt, arm and question has the same UID: 2.25 and the first 128 bits of a SHA-256 (PS3.5 B.2),
    /// with the version and variant of a UUID that was made by its maker's own rule.
    /// </summary>
    private static string UidOf(Reading reading, string questionId, string content)
    {
        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"outline\n{reading.SessionId}\n{reading.CaseId}\n{reading.Attempt}\n{reading.ArmId}\n{questionId}\n{content}"
        );
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 16);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return $"2.25.{BinaryPrimitives.ReadUInt128BigEndian(bytes).ToString(CultureInfo.InvariantCulture)}";
    }
}
