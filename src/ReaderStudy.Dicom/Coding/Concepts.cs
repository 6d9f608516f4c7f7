namespace ReaderStudy.Dicom.Coding;

/// <summary>The concepts of PS3.16 that measurement reports and segmentations of the liver need.</summary>
public static class Concepts
{
    public static readonly CodedConcept ImagingMeasurementReport = Dcm("126000", "Imaging Measurement Report");
    public static readonly CodedConcept ImagingMeasurements = Dcm("126010", "Imaging Measurements");
    public static readonly CodedConcept MeasurementGroup = Dcm("125007", "Measurement Group");
    public static readonly CodedConcept QualitativeEvaluations = new("C0034375", "UMLS", "Qualitative Evaluations");
    public static readonly CodedConcept ImageLibrary = Dcm("111028", "Image Library");
    public static readonly CodedConcept ImageLibraryGroup = Dcm("126200", "Image Library Group");
    public static readonly CodedConcept Language = Dcm("121049", "Language of Content Item and Descendants");
    public static readonly CodedConcept CountryOfLanguage = Dcm("121046", "Country of Language");
    public static readonly CodedConcept ObserverType = Dcm("121005", "Observer Type");
    public static readonly CodedConcept Person = Dcm("121006", "Person");
    public static readonly CodedConcept Device = Dcm("121007", "Device");
    public static readonly CodedConcept PersonObserverName = Dcm("121008", "Person Observer Name");
    public static readonly CodedConcept PersonObserverRole = Dcm("121011", "Person Observer's Role in this Procedure");
    public static readonly CodedConcept DeviceObserverUid = Dcm("121012", "Device Observer UID");
    public static readonly CodedConcept DeviceObserverName = Dcm("121013", "Device Observer Name");
    public static readonly CodedConcept DeviceObserverManufacturer = Dcm("121014", "Device Observer Manufacturer");
    public static readonly CodedConcept DeviceObserverModelName = Dcm("121015", "Device Observer Model Name");
    public static readonly CodedConcept DeviceObserverSerialNumber = Dcm("121016", "Device Observer Serial Number");
    public static readonly CodedConcept ProcedureReported = Dcm("121058", "Procedure reported");
    public static readonly CodedConcept TrackingIdentifier = Dcm("112039", "Tracking Identifier");
    public static readonly CodedConcept TrackingUniqueIdentifier = Dcm("112040", "Tracking Unique Identifier");
    public static readonly CodedConcept Finding = Dcm("121071", "Finding");
    public static readonly CodedConcept FindingSite = Sct("363698007", "Finding Site");
    public static readonly CodedConcept ImageRegion = Dcm("111030", "Image Region");
    public static readonly CodedConcept VolumeSurface = Dcm("121231", "Volume Surface");
    public static readonly CodedConcept ReferencedSegment = Dcm("121191", "Referenced Segment");
    public static readonly CodedConcept SourceImageForSegmentation = Dcm("121233", "Source image for segmentation");
    public static readonly CodedConcept SourceSeriesForSegmentation = Dcm("121232", "Source series for segmentation");
    public static readonly CodedConcept Source = Sct("260753009", "Source");
    public static readonly CodedConcept AlgorithmName = Dcm("111001", "Algorithm Name");
    public static readonly CodedConcept AlgorithmVersion = Dcm("111003", "Algorithm Version");
    public static readonly CodedConcept ContrastPhase = Dcm("109058", "Contrast Phase");
    public static readonly CodedConcept CertaintyOfFinding = Dcm("111012", "Certainty of Finding");
    public static readonly CodedConcept ProbabilityOfCancer = Dcm("111047", "Probability of cancer");
    public static readonly CodedConcept Comment = Dcm("121106", "Comment");
    public static readonly CodedConcept ModalityOfImages = Dcm("121139", "Modality");
    public static readonly CodedConcept FrameOfReferenceUid = Dcm("112227", "Frame of Reference UID");

    public static readonly CodedConcept Length = Sct("410668003", "Length");
    public static readonly CodedConcept LongAxis = Sct("103339001", "Long axis");
    public static readonly CodedConcept ShortAxis = Sct("103340004", "Short axis");
    public static readonly CodedConcept Area = Sct("42798000", "Area");
    public static readonly CodedConcept Volume = Sct("118565006", "Volume");

    public static readonly CodedConcept Liver = Sct("10200004", "Liver");
    public static readonly CodedConcept Lesion = Sct("52988006", "Lesion");
    public static readonly CodedConcept Neoplasm = Sct("108369006", "Neoplasm");
    public static readonly CodedConcept Tissue = Sct("85756007", "Tissue");
    public static readonly CodedConcept AnatomicalStructure = Sct("123037004", "Anatomical Structure");
    public static readonly CodedConcept MorphologicallyAbnormalStructure = Sct("49755003", "Morphologically Abnormal Structure");

    public static readonly CodedConcept SourceImageForProcessing = Dcm("121322", "Source image for image processing operation");
    public static readonly CodedConcept Segmentation = Dcm("113076", "Segmentation");

    private static CodedConcept Dcm(string value, string meaning) => new(value, "DCM", meaning);

    private static CodedConcept Sct(string value, string meaning) => new(value, "SCT", meaning);
}
