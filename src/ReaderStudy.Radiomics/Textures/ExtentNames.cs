namespace ReaderStudy.Radiomics.Textures;

/// <summary>IBSI's identifiers and names of the features of an <see cref="ExtentMatrix"/>, in its order.</summary>
internal static class ExtentNames
{
    public static readonly IReadOnlyList<FeatureName> RunLengths =
    [
        new("22OV", "Short runs emphasis"),
        new("W4KF", "Long runs emphasis"),
        new("V3SW", "Low grey level run emphasis"),
        new("G3QZ", "High grey level run emphasis"),
        new("HTZT", "Short run low grey level emphasis"),
        new("GD3A", "Short run high grey level emphasis"),
        new("IVPO", "Long run low grey level emphasis"),
        new("3KUM", "Long run high grey level emphasis"),
        new("R5YN", "Grey level non-uniformity"),
        new("OVBL", "Normalised grey level non-uniformity"),
        new("W92Y", "Run length non-uniformity"),
        new("IC23", "Normalised run length non-uniformity"),
        new("9ZK5", "Run percentage"),
        new("8CE5", "Grey level variance"),
        new("SXLW", "Run length variance"),
        new("HJ9O", "Run entropy"),
    ];

    public static readonly IReadOnlyList<FeatureName> SizeZones =
    [
        new("5QRC", "Small zone emphasis"),
        new("48P8", "Large zone emphasis"),
        new("XMSY", "Low grey level zone emphasis"),
        new("5GN9", "High grey level zone emphasis"),
        new("5RAI", "Small zone low grey level emphasis"),
        new("HW1V", "Small zone high grey level emphasis"),
        new("YH51", "Large zone low grey level emphasis"),
        new("J17V", "Large zone high grey level emphasis"),
        new("JNSA", "Grey level non-uniformity"),
        new("Y1RO", "Normalised grey level non-uniformity"),
        new("4JP3", "Zone size non-uniformity"),
        new("VB3A", "Normalised zone size non-uniformity"),
        new("P30P", "Zone percentage"),
        new("BYLV", "Grey level variance"),
        new("3NSA", "Zone size variance"),
        new("GU8N", "Zone size entropy"),
    ];

    public static readonly IReadOnlyList<FeatureName> DistanceZones =
    [
        new("0GBI", "Small distance emphasis"),
        new("MB4I", "Large distance emphasis"),
        new("S1RA", "Low grey level zone emphasis"),
        new("K26C", "High grey level zone emphasis"),
        new("RUVG", "Small distance low grey level emphasis"),
        new("DKNJ", "Small distance high grey level emphasis"),
        new("A7WM", "Large distance low grey level emphasis"),
        new("KLTH", "Large distance high grey level emphasis"),
        new("VFT7", "Grey level non-uniformity"),
        new("7HP3", "Normalised grey level non-uniformity"),
        new("V294", "Zone distance non-uniformity"),
        new("IATH", "Normalised zone distance non-uniformity"),
        new("VIWW", "Zone percentage"),
        new("QK93", "Grey level variance"),
        new("7WT1", "Zone distance variance"),
        new("GBDU", "Zone distance entropy"),
    ];

    public static readonly IReadOnlyList<FeatureName> Dependences =
    [
        new("SODN", "Low dependence emphasis"),
        new("IMOQ", "High dependence emphasis"),
        new("TL9H", "Low grey level count emphasis"),
        new("OAE7", "High grey level count emphasis"),
        new("EQ3F", "Low dependence low grey level emphasis"),
        new("JA6D", "Low dependence high grey level emphasis"),
        new("NBZI", "High dependence low grey level emphasis"),
        new("9QMG", "High dependence high grey level emphasis"),
        new("FP8K", "Grey level non-uniformity"),
        new("5SPA", "Normalised grey level non-uniformity"),
        new("Z87G", "Dependence count non-uniformity"),
        new("OKJI", "Normalised dependence count non-uniformity"),
        new("6XV8", "Dependence count percentage"),
        new("1PFV", "Grey level variance"),
        new("DNX2", "Dependence count variance"),
        new("FCBV", "Dependence count entropy"),
        new("CAS9", "Dependence count energy"),
    ];
}
