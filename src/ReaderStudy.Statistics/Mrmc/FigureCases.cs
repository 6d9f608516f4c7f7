namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The cases that a figure of merit rests on; the jackknife leaves out these in turn and no others.</summary>
public enum FigureCases
{
    /// <summary>Diseased and non-diseased ones.</summary>
    All,

    /// <summary>Diseased ones only, as for a sensitivity.</summary>
    Diseased,

    /// <summary>Non-diseased ones only, as for a specificity.</summary>
    NonDiseased,
}
