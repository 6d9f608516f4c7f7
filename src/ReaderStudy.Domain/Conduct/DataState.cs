using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Domain.Conduct;

/// <summary>A final reading as the state of the data has it.</summary>
/// <param name="ReadingId">The reading.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="ArmId">Its arm.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Revision">Number of the revision that counts.</param>
/// <param name="Kind">How that revision came about: locked, corrected, skipped.</param>
/// <param name="AnswersJson">What it says.</param>
/// <param name="Reason">Of a correction or a skip; null: none was asked.</param>
/// <param name="SkipReason">Of a skip.</param>
/// <param name="ConfirmedJson">Why contradicting answers stand; null: none do.</param>
public sealed record FinalReading(
    Guid ReadingId,
    Guid SessionId,
    Guid CaseId,
    string ArmId,
    int Attempt,
    int Revision,
    RevisionKind Kind,
    string AnswersJson,
    string? Reason = null,
    SkipReason? SkipReason = null,
    string? ConfirmedJson = null
)
{
    /// <summary>Answers and all that was said with them, parted by a unit separator.</summary>
    public string Content => string.Join('\u001f', AnswersJson, SkipReason, Reason, ConfirmedJson);
}

/// <summary>
/// The data as they are, in one hash that the data lock and the unblinding sign. Only what counts is in it: readings that are locked or skipped;
/// drafts come and go.
/// </summary>
/// <remarks>
/// SHA-256 of UTF-8 text whose lines end in a line feed. First <c>readerstudy-state 1</c>, then <c>study</c> with its id, <c>protocol</c> with
/// version and SHA-256, <c>planned</c> with the number of places; then, in the order of their ids, a line a reading:
/// <c>reading id session case arm attempt revision kind sha256-of-the-content</c> (<see cref="FinalReading.Content"/>); then, in the order of their ids, a line a deviation:
/// <c>deviation id status sha256-of-the-request</c>. Ids are 32 hexadecimal digits; fields are parted by one space.
/// </remarks>
public sealed record DataState(Guid StudyId, int Planned, int Read, int Skipped, int FinalRevisions, string Sha256)
{
    public int Missing => Planned - Read - Skipped;

    /// <summary>The text of which <see cref="Sha256"/> is the hash.</summary>
    public static string TextOf(
        Guid studyId,
        int protocolVersion,
        string protocolSha256,
        int planned,
        IEnumerable<FinalReading> readings,
        IEnumerable<Deviation> deviations
    )
    {
        var text = new StringBuilder("readerstudy-state 1\n");
        Line(text, $"study {studyId:N}");
        Line(text, $"protocol {protocolVersion} {protocolSha256}");
        Line(text, $"planned {planned}");
        foreach (var r in readings.OrderBy(r => r.ReadingId.ToString("N"), StringComparer.Ordinal))
        {
            Line(
                text,
                $"reading {r.ReadingId:N} {r.SessionId:N} {r.CaseId:N} {r.ArmId} {r.Attempt} {r.Revision} {r.Kind} {HashOf(r.Content)}"
            );
        }

        foreach (var d in deviations.OrderBy(d => d.Id.ToString("N"), StringComparer.Ordinal))
        {
            Line(text, $"deviation {d.Id:N} {d.Status} {d.RequestSha256()}");
        }

        return text.ToString();
    }

    /// <summary>SHA-256 of the text in UTF-8, in small hexadecimal digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
