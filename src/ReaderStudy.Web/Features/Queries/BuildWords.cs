using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Models;

namespace ReaderStudy.Web.Features.Queries;

/// <summary>
/// The words of a study that would unblind if a coordinator and a reader wrote them to each other: classes, groups and labels of the reference
/// standard, what readers may answer, models, the other readers and the truthers, case codes and centres.
/// </summary>
public sealed class BuildWords(ReaderStudyDbContext db, ModelCatalog catalog)
{
    /// <summary>Words of a label that are shorter are too common to be told apart: focal, simple.</summary>
    private const int TellingWord = 8;

    /// <summary>Shorter answers, and those that are numbers, are words of many sentences.</summary>
    private const int ShortestAnswer = 3;

    private static readonly string[] Harmless =
    [
        "other",
        "none",
        "no",
        "yes",
        "unknown",
        "unsure",
        "uncertain",
        "not sure",
        "not applicable",
        "all",
        "both",
        "left",
        "right",
    ];

    /// <exception cref="BrokenRuleException">The text holds one of them; the message names it.</exception>
    /// <param name="study">With its readers.</param>
    /// <param name="readerId">To or from whom; null: among coordinators, who may name cases and readers.</param>
    /// <param name="text">As typed; null is empty.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(Study study, Guid? readerId, string? text, CancellationToken cancellationToken)
    {
        var words = new UnblindingWords(await PhrasesAsync(study, readerId, cancellationToken));
        var found = words.FirstIn(text ?? "");
        Rule.Require(
            found is null,
            Query.Unblinds,
            $"\u201c{found}\u201d could tell a truth, an answer, a model, a case or another reader. Say it without that word."
        );
    }

    private async Task<List<string>> PhrasesAsync(Study study, Guid? readerId, CancellationToken cancellationToken)
    {
        var protocols = await ProtocolsAsync(study, cancellationToken);
        var phrases = new List<string>();
        foreach (var one in protocols.SelectMany(p => p.Reference.Classes))
        {
            phrases.AddRange([one.Id, one.Label, one.Group]);
            phrases.AddRange(one.Label.Split(' ').Where(w => w.Length >= TellingWord));
        }

        phrases.AddRange(protocols.SelectMany(p => p.Questions).SelectMany(q => q.Choices).SelectMany(AnswersOf));

        var models = await db
            .PredictionRuns.Where(r => r.StudyId == study.Id)
            .Select(r => r.ModelId)
            .Distinct()
            .ToListAsync(cancellationToken);
        models.AddRange(protocols.SelectMany(p => p.Arms).Select(a => a.Model).OfType<string>());
        phrases.AddRange(models);
        phrases.AddRange(catalog.Handle().Where(m => models.Contains(m.Id)).Select(m => m.Package?.Manifest.Name).OfType<string>());
        if (readerId is { } reader)
        {
            var cases = await db
                .Cases.Where(c => c.StudyId == study.Id)
                .Select(c => new { c.Code, c.Centre })
                .ToListAsync(cancellationToken);
            phrases.AddRange(cases.Select(c => c.Code).Where(c => c.Length > 4 || !c.All(char.IsAsciiDigit)));
            phrases.AddRange(cases.Select(c => c.Centre).OfType<string>().Distinct());
            phrases.AddRange(await NamesAsync(study, reader, cancellationToken));
        }

        // One letter alone is a word of many sentences.
        return phrases.Where(p => p.Count(char.IsLetterOrDigit) > 1 && !Harmless.Contains(p.Trim().ToLowerInvariant())).ToList();
    }

    /// <summary>Every version: what an earlier one asked was answered.</summary>
    private async Task<List<Protocol>> ProtocolsAsync(Study study, CancellationToken cancellationToken)
    {
        var texts = await db.ProtocolVersions.Where(v => v.StudyId == study.Id).Select(v => v.Text).ToListAsync(cancellationToken);
        return [study.Protocol, .. texts.Where(t => t != study.ProtocolText).Select(ProtocolJson.Read)];
    }

    /// <summary>An answer's id and label, and those also written in one: LR-5, LR5.</summary>
    private static IEnumerable<string> AnswersOf(Choice choice) =>
        new[] { choice.Id, choice.Label }
            .SelectMany(a => new[] { a, a.Any(char.IsAsciiDigit) ? string.Concat(a.Where(char.IsLetterOrDigit)) : a })
            .Where(a => a.Count(char.IsLetterOrDigit) >= ShortestAnswer && a.Any(char.IsLetter));

    private async Task<List<string>> NamesAsync(Study study, Guid readerId, CancellationToken cancellationToken)
    {
        var self = study.Readers.Single(r => r.Id == readerId);
        var hidden = study
            .Members.Where(m => m.Role is StudyRole.Reader or StudyRole.Truther && m.PersonId != self.PersonId)
            .Select(m => m.PersonId)
            .ToList();
        var names = await db.Users.Where(p => hidden.Contains(p.Id)).Select(p => p.DisplayName).ToListAsync(cancellationToken);
        names.AddRange(study.Readers.Where(r => r.Id != readerId).Select(r => r.Name));
        return names;
    }
}
