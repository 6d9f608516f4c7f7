using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>What the columns of the table of marks mean, as it stands beside it in a data set.</summary>
internal static class MarkColumns
{
    private const string OnPictures =
        "In mm in the patient coordinate system of DICOM. Where picture has a number: {0} of that slide or photograph in full resolution, from 0 at the centre of its first pixel.";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The description, as BIDS has it.</summary>
    public static string Text { get; } =
        new JsonObject
        {
            ["mark"] = Described("Number of the mark in the answer, from 1."),
            ["x"] = Described(Place("the column")),
            ["y"] = Described(Place("the row")),
            ["z"] = Described(
                "In mm in the patient coordinate system of DICOM; the number of the image, from 0, where images do not say where they lie; 0 on a slide or photograph."
            ),
            ["rating"] = Described("On the scale of the question."),
            ["box_x1"] = Described("First corner of a box, as x."),
            ["box_y1"] = Described("First corner of a box, as y."),
            ["box_z1"] = Described("First corner of a box, as z."),
            ["box_x2"] = Described("Opposite corner of a box, as x."),
            ["box_y2"] = Described("Opposite corner of a box, as y."),
            ["box_z2"] = Described("Opposite corner of a box, as z."),
            ["series"] = Described(
                "The series of the case on which the mark lies, from 0 in the order in which they hang, where images do not say where they lie, as those of a loop: z is the number of its image then; n/a: the place in the patient alone says where the mark lies, or it lies on a slide or photograph."
            ),
            ["picture"] = Described(
                "The slide or photograph of the case on which the mark lies, from 0 in the order in which they hang; n/a: on a series. Pictures are no DICOM images: reports tell the place of such a mark in words, and refer to no image."
            ),
        }.ToJsonString(Indented) + "\n";

    private static string Place(string pixel) => OnPictures.Replace("{0}", pixel, StringComparison.Ordinal);

    private static JsonObject Described(string text) => new() { ["Description"] = text };
}
