using System.Globalization;

namespace ReaderStudy.Dicom.Part10;

/// <summary>The oddities met while one file is read; the first hundred are told, the rest is counted.</summary>
internal sealed class ReadProblems
{
    private const int Told = 100;

    private readonly List<DicomProblem> _problems = [];
    private int _untold;

    /// <summary>True if one more would only be counted.</summary>
    public bool IsFull => _problems.Count >= Told;

    public void Add(DicomErrorKind kind, FormattableString message)
    {
        if (_problems.Count < Told)
        {
            _problems.Add(new DicomProblem(kind, message.ToString(CultureInfo.InvariantCulture)));
        }
        else
        {
            _untold++;
        }
    }

    public IReadOnlyList<DicomProblem> All =>
        (_problems.Count, _untold) switch
        {
            (0, _) => [],
            (_, 0) => _problems,
            _ => [.. _problems, new DicomProblem(DicomErrorKind.Malformed, $"{_untold} more oddities are not listed")],
        };
}
