using System.Text.RegularExpressions;

namespace ReaderStudy.Domain.Studies;

/// <summary>
/// What may still change of a sealed protocol: words, the rules of reading, the washout, and questions that readers may leave out. What
/// cases were drawn for and what earlier readings answered stays.
/// </summary>
public static partial class Amendment
{
    /// <summary>The changes that an amendment cannot make.</summary>
    public static IReadOnlyList<ProtocolChange> Refused(Protocol sealedProtocol, Protocol changed) =>
        [.. ProtocolDifference.Between(sealedProtocol, changed).Where(c => !Keeps(c, changed))];

    private static bool Keeps(ProtocolChange change, Protocol changed)
    {
        if (Permitted().IsMatch(change.Path))
        {
            return true;
        }

        var added = WholeQuestion().Match(change.Path);
        return added.Success && change.Old is null && !changed.QuestionOf(added.Groups["id"].Value).Required;
    }

    [GeneratedRegex(
        @"^(title|description|instructions|questions\[[^\]]+\]\.text|questions\[[^\]]+\]\.choices\[[^\]]+\]\.label|checks(\[.*)?|reading\..+|design\.(washoutDays|washoutReason)|truth\.instructions|analysis\..+)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Permitted();

    [GeneratedRegex(@"^questions\[(?<id>[^\]]+)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeQuestion();
}
