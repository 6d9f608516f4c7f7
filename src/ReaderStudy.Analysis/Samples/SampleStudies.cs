namespace ReaderStudy.Analysis.Samples;

/// <summary>Files of readings that come with the product; README.md beside them says where they come from.</summary>
public static class SampleStudies
{
    /// <summary>
    /// The reader study of LiLNet as its printed Table 3 has it: 221 cases, three radiologists and the model; long form, for the protocol
    /// <c>liver-lesion</c>. Which case carries which label is arbitrary.
    /// </summary>
    public static Stream OpenLilnetTable3() =>
        typeof(SampleStudies).Assembly.GetManifestResourceStream("ReaderStudy.Analysis.Samples.lilnet-table3.csv")
        ?? throw new InvalidOperationException("The sample lilnet-table3.csv is missing from the assembly.");
}
