using System.Globalization;
using System.Text;
using ReaderStudy.Data;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Truth;

/// <summary>
/// Every vote on the included cases as CSV, for the variability of truth, with the protocol that was in force; of a vote before the sealing, the
/// protocol as it was sealed. Truthers are numbered by who voted first, and not named.
/// </summary>
public sealed class ExportVotes(ReaderStudyDbContext db, StudyPanels panels, ProtocolsInForce protocols, AuditTrail audit)
{
    public async Task<byte[]> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var votes = pass.Study.Protocol.Truth.HasVotes ? await panels.Handle(pass.Study, cancellationToken) : [];
        var numbers = votes
            .SelectMany(p => p.Votes)
            .OrderBy(v => v.At)
            .ThenBy(v => v.Id)
            .Select(v => v.TrutherId)
            .Distinct()
            .Select((person, index) => (person, index))
            .ToDictionary(p => p.person, p => p.index + 1);
        var history = await protocols.Handle(pass.Study.Id, cancellationToken);
        var text = new StringBuilder(
            $"case_id,truther,round,class,reference,reference_date,decides,rationale,voted_at,{ProtocolInForce.Columns}\r\n"
        );
        foreach (var (panel, vote) in votes.SelectMany(p => p.Votes.Select(v => (p, v))))
        {
            string[] cells =
            [
                panel.Code,
                $"Truther {numbers[vote.TrutherId]}",
                vote.Round.ToString(CultureInfo.InvariantCulture),
                vote.ClassId,
                ReferenceKinds.IdOf(vote.Kind),
                ReferenceMonth.Write(vote.ReferenceDate),
                panel.Panel.Deciding.Any(d => d.Id == vote.Id) ? "yes" : "no",
                vote.Rationale,
                vote.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                .. ProtocolInForce.Cells(history.At(vote.At)),
            ];
            text.AppendJoin(',', cells.Select(CsvCells.Quoted)).Append("\r\n");
        }

        audit.Record("truth.votes-exported", pass.PersonId, pass.Study.Id, $"study {pass.Study.Id}", ProtocolsInForce.NameOf(pass.Study));
        await db.SaveChangesAsync(cancellationToken);
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
