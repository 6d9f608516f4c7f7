namespace ReaderStudy.Dicom.Coding;

/// <summary>
/// Codes of the diagnoses of focal liver lesions. Benign, malignant, haemangioma, cyst and metastasis are those of PS3.16 (CID 6063, 6030,
/// 7159), hepatocellular carcinoma is SNOMED CT's disorder. Published lists disagree on cholangiocarcinoma within the liver and on
/// focal nodular hyperplasia; a wrong code is worse than none, so these two, like all else, get a code of our own.
/// </summary>
public static class LiverDiagnoses
{
    public static readonly CodedConcept Benign = new("30807003", "SCT", "Benign");
    public static readonly CodedConcept Malignant = new("21594007", "SCT", "Malignant");
    public static readonly CodedConcept HepatocellularCarcinoma = new("109841003", "SCT", "Liver cell carcinoma");
    public static readonly CodedConcept Metastasis = new("14799000", "SCT", "Neoplasm, Secondary");
    public static readonly CodedConcept Haemangioma = new("2099007", "SCT", "Hemangioma");
    public static readonly CodedConcept Cyst = new("367643001", "SCT", "Cyst");

    /// <summary>The code of an answer or class, found by its id or its label without regard to case; else a code of our own with that id.</summary>
    /// <param name="id">What files and answers hold, <c>HCC</c>.</param>
    /// <param name="label">What people read.</param>
    public static CodedConcept Of(string id, string label) => Known(id) ?? Known(label) ?? PrivateScheme.Code(id, label);

    private static CodedConcept? Known(string word) =>
        word.Trim().ToUpperInvariant() switch
        {
            "BENIGN" => Benign,
            "MALIGNANT" => Malignant,
            "HCC" or "HEPATOCELLULAR CARCINOMA" => HepatocellularCarcinoma,
            "MET" or "METASTASIS" or "METASTASES" or "LIVER METASTASIS" => Metastasis,
            "HEM" or "HEMANGIOMA" or "HAEMANGIOMA" => Haemangioma,
            "CYST" or "LIVER CYST" or "HEPATIC CYST" => Cyst,
            _ => null,
        };
}
