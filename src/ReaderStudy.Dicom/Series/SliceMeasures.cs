namespace ReaderStudy.Dicom.Series;

/// <summary>What one slice shows, in HU; null: it was not found there.</summary>
/// <param name="Aorta">The mean of a spot of 12 mm.</param>
/// <param name="Liver">The commonest density of even tissue.</param>
/// <param name="Vessel">The brightest spot of about 6 mm that liver surrounds.</param>
/// <param name="Kidney">Medians of the outer layer and of what lies below it.</param>
internal sealed record SliceMeasures(double? Aorta, double? Liver, double? Vessel, (double Cortex, double Medulla)? Kidney);
