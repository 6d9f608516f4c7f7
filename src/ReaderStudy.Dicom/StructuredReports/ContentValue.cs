using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>What a content item says; one case for each value type of PS3.3 C.17.3.2.1 that is read and written here.</summary>
public abstract record ContentValue
{
    private ContentValue() { }

    /// <summary>CONTAINER.</summary>
    /// <param name="Template">The template of PS3.16 that its content follows, <c>1500</c>; null: not said.</param>
    public sealed record Container(string? Template = null) : ContentValue;

    /// <summary>TEXT.</summary>
    public sealed record Text(string Value) : ContentValue;

    /// <summary>CODE.</summary>
    public sealed record Code(CodedConcept Value) : ContentValue;

    /// <summary>NUM. A number without value was not measured.</summary>
    public sealed record Number(double? Value, CodedConcept? Unit) : ContentValue;

    /// <summary>PNAME, in DICOM's form: <c>Reader^1</c>.</summary>
    public sealed record PersonName(string Value) : ContentValue;

    /// <summary>UIDREF.</summary>
    public sealed record UidReference(string Uid) : ContentValue;

    /// <summary>DATETIME, as in the file: <c>20261127030000</c>.</summary>
    public sealed record Moment(string Value) : ContentValue;

    /// <summary>DATE, as in the file.</summary>
    public sealed record Date(string Value) : ContentValue;

    /// <summary>TIME, as in the file.</summary>
    public sealed record TimeOfDay(string Value) : ContentValue;

    /// <summary>IMAGE.</summary>
    public sealed record Image(InstanceReference Reference) : ContentValue;

    /// <summary>COMPOSITE: an object that is no image.</summary>
    public sealed record Composite(InstanceReference Reference) : ContentValue;

    /// <summary>SCOORD.</summary>
    public sealed record Coordinates(ImageGraphic Graphic) : ContentValue;

    /// <summary>SCOORD3D.</summary>
    public sealed record Coordinates3D(PatientGraphic Graphic) : ContentValue;

    /// <summary>No value of its own: points to another item by its path from the root, counted from 1.</summary>
    public sealed record ByReference(IReadOnlyList<int> Path) : ContentValue;

    /// <summary>A value type that is not understood here (WAVEFORM, TCOORD, TABLE); kept by name so that nothing is passed over silently.</summary>
    public sealed record Other(string ValueType) : ContentValue;
}
