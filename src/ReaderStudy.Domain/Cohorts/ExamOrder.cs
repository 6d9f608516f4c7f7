namespace ReaderStudy.Domain.Cohorts;

/// <summary>Which exams of one patient are the earlier ones. Where the order is not known for all of them, none is.</summary>
public sealed class ExamOrder
{
    private readonly Dictionary<string, int> _places;

    /// <param name="series">Of one case.</param>
    public ExamOrder(IEnumerable<Series> series)
    {
        var exams = series
            .GroupBy(s => s.ExamUid, StringComparer.Ordinal)
            .Select(e => (Uid: e.Key, At: e.Select(s => s.ExamAt).Where(at => at.Length > 0).Min(StringComparer.Ordinal)))
            .OrderByDescending(e => e.At, StringComparer.Ordinal)
            .ToList();
        var told = exams.TrueForAll(e => e.At is not null) && exams.DistinctBy(e => e.At).Count() == exams.Count;
        _places = exams.Select((e, i) => (e.Uid, Place: told ? i : 0)).ToDictionary(e => e.Uid, e => e.Place, StringComparer.Ordinal);
    }

    /// <summary>0 for the newest exam, 1 for the one before, and so on.</summary>
    public int PlaceOf(Series series) => _places.GetValueOrDefault(series.ExamUid);

    public bool IsPrior(Series series) => PlaceOf(series) > 0;
}
