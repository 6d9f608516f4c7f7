using System.Text.Json;
using System.Text.Json.Serialization;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Analysis;

namespace ReaderStudy.Web.Features.ReadingsImport;

/// <summary>How a <see cref="Finding"/> of a file is kept as an <see cref="ImportFinding"/>: kind, arm and question stand before the sentence.</summary>
public static class ImportedFinding
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static ImportFinding Write(Guid studyId, Finding finding) =>
        new(
            studyId,
            finding.Row ?? 0,
            finding.CaseId,
            finding.RaterId,
            JsonSerializer.Serialize(new Message(finding.Kind, finding.Arm, finding.Question, finding.What), Options)
        );

    public static Finding Read(ImportFinding stored)
    {
        var message = JsonSerializer.Deserialize<Message>(stored.Message, Options)!;
        return new Finding(message.Kind, stored.Row, stored.CaseCode, stored.Rater, message.Arm, message.Question, message.What);
    }

    private sealed record Message(FindingKind Kind, string? Arm, string? Question, string What);
}
