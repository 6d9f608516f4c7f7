using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>
/// What the lists of a study were drawn from, as it was at the sealing. Its SHA-256 stands in the audit trail from then on; the text itself,
/// seed and salt in it, stays closed until the data are locked. Never changed, never deleted.
/// </summary>
public sealed class SealedAllocation
{
    public static readonly Rule OpensWithTheLock = new(
        "allocation.opens-with-the-lock",
        "The allocation and its seed stay closed until the data are locked."
    );
    public static readonly Rule OpensWithTheTruth = new(
        "allocation.opens-with-the-truth",
        "These files tell something of the cases that is still hidden: they open when the study is unblinded."
    );

    private SealedAllocation() { }

    /// <summary>The study.</summary>
    public Guid StudyId { get; private set; }

    /// <summary><see cref="AllocationJson"/>.</summary>
    public string InputJson { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="InputJson"/> in UTF-8, lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    public DateTimeOffset DrawnAt { get; private set; }

    /// <param name="studyId">The study.</param>
    /// <param name="input">What was drawn from.</param>
    /// <param name="salt">32 random bytes.</param>
    /// <param name="at">When.</param>
    public static SealedAllocation Of(Guid studyId, AllocationInput input, ReadOnlySpan<byte> salt, DateTimeOffset at)
    {
        var json = AllocationJson.Write(input, Convert.ToHexStringLower(salt));
        return new SealedAllocation
        {
            StudyId = studyId,
            InputJson = json,
            Sha256 = Sha256Of(json),
            DrawnAt = at,
        };
    }

    public static string Sha256Of(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
