using System.Globalization;
using ReaderStudy.Dicom.Bids;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>What cases are called after <c>sub-</c>: their code's letters and digits; where two would be called alike, with a number.</summary>
public sealed class ParticipantCodes
{
    private readonly Dictionary<Guid, string> _codes = [];

    /// <param name="cases">Ids and codes; the same cases give the same names, in whatever order they come.</param>
    public ParticipantCodes(IEnumerable<(Guid Id, string Code)> cases)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, code) in cases.OrderBy(c => c.Code, StringComparer.Ordinal))
        {
            var plain = BidsParticipant.CodeOf(code) is { Length: > 0 } letters ? letters : "case";
            var name = plain;
            for (var number = 2; !taken.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{plain}x{number}");
            }

            _codes[id] = name;
        }
    }

    public string this[Guid caseId] => _codes[caseId];
}
