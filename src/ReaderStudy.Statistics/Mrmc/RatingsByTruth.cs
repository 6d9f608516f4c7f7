namespace ReaderStudy.Statistics.Mrmc;

/// <summary>One reader's ratings under one treatment after another, split by truth, with the places of their cases.</summary>
internal sealed class RatingsByTruth(MrmcRatings ratings)
{
    private readonly double[] _nonDiseased = new double[ratings.Cases.Count];
    private readonly double[] _diseased = new double[ratings.Cases.Count];

    /// <summary>Places among all cases of the class.</summary>
    private readonly int[] _nonDiseasedPlaces = new int[ratings.Cases.Count];
    private readonly int[] _diseasedPlaces = new int[ratings.Cases.Count];
    private int _countNonDiseased;
    private int _countDiseased;

    public ReadOnlySpan<double> NonDiseased => _nonDiseased.AsSpan(0, _countNonDiseased);

    public ReadOnlySpan<double> Diseased => _diseased.AsSpan(0, _countDiseased);

    public ReadOnlySpan<int> NonDiseasedPlaces => _nonDiseasedPlaces.AsSpan(0, _countNonDiseased);

    public ReadOnlySpan<int> DiseasedPlaces => _diseasedPlaces.AsSpan(0, _countDiseased);

    /// <summary>All diseased cases of the study.</summary>
    public int AllDiseased { get; private set; }

    /// <summary>All non-diseased cases of the study.</summary>
    public int AllNonDiseased { get; private set; }

    public void Take(int treatment, int reader)
    {
        var own = ratings.Of(treatment, reader);
        var truth = ratings.Truth;
        (_countNonDiseased, _countDiseased, AllNonDiseased, AllDiseased) = (0, 0, 0, 0);
        for (var k = 0; k < own.Length; k++)
        {
            var read = !double.IsNaN(own[k]);
            if (truth[k])
            {
                if (read)
                {
                    _diseased[_countDiseased] = own[k];
                    _diseasedPlaces[_countDiseased++] = AllDiseased;
                }

                AllDiseased++;
            }
            else
            {
                if (read)
                {
                    _nonDiseased[_countNonDiseased] = own[k];
                    _nonDiseasedPlaces[_countNonDiseased++] = AllNonDiseased;
                }

                AllNonDiseased++;
            }
        }
    }

    /// <summary>The study's cases of some kind.</summary>
    public int Count(FigureCases cases) =>
        cases switch
        {
            FigureCases.All => AllDiseased + AllNonDiseased,
            FigureCases.Diseased => AllDiseased,
            FigureCases.NonDiseased => AllNonDiseased,
        };

    /// <summary>Puts values of the cases read to their places among all cases of some kind: non-diseased ones first.</summary>
    public void Spread(FigureCases cases, ReadOnlySpan<double> ofNonDiseased, ReadOnlySpan<double> ofDiseased, Span<double> all)
    {
        var start = 0;
        if (cases != FigureCases.Diseased)
        {
            start = AllNonDiseased;
            for (var k = 0; k < ofNonDiseased.Length; k++)
            {
                all[_nonDiseasedPlaces[k]] = ofNonDiseased[k];
            }
        }

        if (cases != FigureCases.NonDiseased)
        {
            for (var k = 0; k < ofDiseased.Length; k++)
            {
                all[start + _diseasedPlaces[k]] = ofDiseased[k];
            }
        }
    }
}
