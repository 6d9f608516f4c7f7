using System.Text.RegularExpressions;

namespace ReaderStudy.Domain.Studies;

/// <summary>
/// What may still change of a sealed protocol: words, the rules of reading, a longer washout or rest, and questions that readers may leave out.
/// What cases were drawn for, what earlier readings answered and the endpoints stay; a shorter washout or rest is a deviation, place by place.
/// </summary>
public static partial class Amendment
{
    /// <summary>The changes that an amendment cannot make.</summary>
    public static IReadOnlyList<ProtocolChange> Refused(Protocol sealedProtocol, Protocol changed) =>
        [.. ProtocolDifference.Between(sealedProtocol, changed).Where(c => !Keeps(c, sealedProtocol, changed))];

    private static bool Keeps(ProtocolChange change, Protocol old, Protocol changed)
    {
        if (change.Path == "design.washoutDays")
        {
            return changed.Design.WashoutDays >= old.Design.WashoutDays;
        }

        if (change.Path == "reading.restHours")
        {
            return changed.Reading.RestHours >= old.Reading.RestHours;
        }

        if (Permitted().IsMatch(change.Path))
        {
            return true;
        }

        var added = WholeQuestion().Match(change.Path);
        return added.Success && change.Old is null && !changed.QuestionOf(added.Groups["id"].Value).Required;
    }

    [GeneratedRegex(
        @"^(title|description|instructions|questions\[[^\]]+\](\.perMark\[[^\]]+\])?\.text|checks(\[.*)?|glossary(\[.*)?|reading\..+|design\.washoutReason|truth\.instructions|analysis\.(?!endpoints).+)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Permitted();

    [GeneratedRegex(@"^questions\[(?<id>[^\]]+)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeQuestion();
}
