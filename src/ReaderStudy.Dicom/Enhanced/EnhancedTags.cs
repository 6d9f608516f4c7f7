namespace ReaderStudy.Dicom.Enhanced;

/// <summary>Tags of the multi-frame functional groups (PS3.3 C.7.6.16, C.8.13, C.8.15) and of what takes their place in a single-frame image.</summary>
internal static class EnhancedTags
{
    public static readonly DicomTag ReferencedImageEvidenceSequence = new(0x0008, 0x9092);
    public static readonly DicomTag FrameType = new(0x0008, 0x9007);
    public static readonly DicomTag SourceImageEvidenceSequence = new(0x0008, 0x9154);
    public static readonly DicomTag ContrastBolusAdministrationRouteSequence = new(0x0018, 0x0014);
    public static readonly DicomTag RepetitionTime = new(0x0018, 0x0080);
    public static readonly DicomTag EchoTime = new(0x0018, 0x0081);
    public static readonly DicomTag InversionTime = new(0x0018, 0x0082);
    public static readonly DicomTag ImagingFrequency = new(0x0018, 0x0084);
    public static readonly DicomTag ContrastFlowDuration = new(0x0018, 0x1047);
    public static readonly DicomTag ContrastBolusIngredientConcentration = new(0x0018, 0x1049);
    public static readonly DicomTag TriggerTime = new(0x0018, 0x1060);
    public static readonly DicomTag FrameTime = new(0x0018, 0x1063);
    public static readonly DicomTag FrameTimeVector = new(0x0018, 0x1065);
    public static readonly DicomTag FrameDelay = new(0x0018, 0x1066);
    public static readonly DicomTag ExposureTime = new(0x0018, 0x1150);
    public static readonly DicomTag XRayTubeCurrent = new(0x0018, 0x1151);
    public static readonly DicomTag Exposure = new(0x0018, 0x1152);
    public static readonly DicomTag InPlanePhaseEncodingDirection = new(0x0018, 0x1312);
    public static readonly DicomTag SliceLocationVector = new(0x0018, 0x2005);
    public static readonly DicomTag FrameAcquisitionDateTime = new(0x0018, 0x9074);
    public static readonly DicomTag InversionTimes = new(0x0018, 0x9079);
    public static readonly DicomTag EffectiveEchoTime = new(0x0018, 0x9082);
    public static readonly DicomTag TransmitterFrequency = new(0x0018, 0x9098);
    public static readonly DicomTag FrameReferenceDateTime = new(0x0018, 0x9151);
    public static readonly DicomTag ExposureTimeInMilliseconds = new(0x0018, 0x9328);
    public static readonly DicomTag XRayTubeCurrentInMilliamperes = new(0x0018, 0x9330);
    public static readonly DicomTag ExposureInMilliampereSeconds = new(0x0018, 0x9332);
    public static readonly DicomTag ContrastBolusAgentNumber = new(0x0018, 0x9337);
    public static readonly DicomTag ContrastBolusIngredientCodeSequence = new(0x0018, 0x9338);
    public static readonly DicomTag ContrastAdministrationProfileSequence = new(0x0018, 0x9340);
    public static readonly DicomTag ContrastBolusUsageSequence = new(0x0018, 0x9341);
    public static readonly DicomTag ContrastBolusAgentAdministered = new(0x0018, 0x9342);
    public static readonly DicomTag ImageLaterality = new(0x0020, 0x0062);
    public static readonly DicomTag FrameLaterality = new(0x0020, 0x9072);
    public static readonly DicomTag FrameContentSequence = new(0x0020, 0x9111);
    public static readonly DicomTag TemporalPositionIndex = new(0x0020, 0x9128);
    public static readonly DicomTag NominalCardiacTriggerDelayTime = new(0x0020, 0x9153);
    public static readonly DicomTag FrameAcquisitionNumber = new(0x0020, 0x9156);
    public static readonly DicomTag FrameComments = new(0x0020, 0x9158);
    public static readonly DicomTag ImageFrameConversionSourceSequence = new(0x0020, 0x9172);
    public static readonly DicomTag DimensionIndexSequence = new(0x0020, 0x9222);
    public static readonly DicomTag ConcatenationFrameOffsetNumber = new(0x0020, 0x9228);
    public static readonly DicomTag FrameIncrementPointer = new(0x0028, 0x0009);
    public static readonly DicomTag RealWorldValueMappingSequence = new(0x0040, 0x9096);
}
