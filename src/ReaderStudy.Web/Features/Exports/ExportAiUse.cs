using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>Writes what readers showed and hid of the AI, step by step: <c>ai-use.csv</c>. Where there is no step, there is no file.</summary>
public sealed class ExportAiUse(ReaderStudyDbContext db, ExportedCases cases, ExportedPlaces places)
{
    private const string Header =
        "participant,reader,arm,attempt,session,position,ai_revealed_at,step,part,on,opacity_percent,page_ms,kept_at,"
        + ProtocolInForce.Columns
        + "\r\n";

    /// <param name="study">With its readers.</param>
    /// <param name="target">The export.</param>
    /// <param name="folder">With a slash at its end; empty: the top.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(Study study, IExportTarget target, string folder, CancellationToken cancellationToken)
    {
        var steps = await db
            .AiSteps.AsNoTracking()
            .Where(s => db.Readings.Any(r => r.Id == s.ReadingId && r.StudyId == study.Id))
            .ToListAsync(cancellationToken);
        if (steps.Count == 0)
        {
            return;
        }

        var names = (await cases.Handle(study.Id, cancellationToken)).ToDictionary(c => c.Id, c => c.Name);
        var byReading = steps.ToLookup(s => s.ReadingId);
        var text = new StringBuilder(Header);
        foreach (var place in (await places.Handle(study, cancellationToken)).Where(p => p.Reading is not null))
        {
            foreach (var step in byReading[place.Reading!.Id].OrderBy(s => s.Number))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"sub-{names[place.CaseId]},{place.Reader},{place.ArmId},{place.Place.Attempt},{place.Session.Number},{place.Place.Position},"
                );
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{Instant(place.Reading.AiRevealedAt)},{step.Number},{step.Part.ToString().ToLowerInvariant()},{(step.IsOn ? 1 : 0)},{step.Opacity},{step.PageAt:0},{Instant(step.KeptAt)},"
                );
                text.AppendJoin(',', ProtocolInForce.Cells(place.Protocol)).Append("\r\n");
            }
        }

        await using var stream = await target.CreateAsync(folder + "ai-use.csv", cancellationToken);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }

    private static string Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "";
}
