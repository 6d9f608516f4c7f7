using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Tests.Enhanced;

/// <summary>An enhanced CT made here: frames out of order, geometry and timing in functional groups only.</summary>
internal static class EnhancedImages
{
    /// <summary>Frames at the given heights; the pixels of frame i are i everywhere. Frames after the first were taken 2.5 s later each.</summary>
    public static DicomDataset Ct(params double[] heights)
    {
        var image = TestImages.Ct(0, 1, rows: 4, columns: 6);
        foreach (
            var tag in new[]
            {
                DicomTags.ImagePositionPatient,
                DicomTags.ImageOrientationPatient,
                DicomTags.PixelSpacing,
                DicomTags.RescaleIntercept,
                DicomTags.RescaleSlope,
            }
        )
        {
            image.Remove(tag);
        }

        image.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.2.1");
        image.Set(DicomTags.SopInstanceUid, "2.25.4242");
        image.Set(DicomTags.NumberOfFrames, (double)heights.Length);
        image.SetItems(DicomTags.ContrastBolusAgentSequence, Agent());
        image.SetItems(DicomTags.SharedFunctionalGroupsSequence, Shared());
        image.SetItems(DicomTags.PerFrameFunctionalGroupsSequence, [.. heights.Select(PerFrame)]);
        var pixels = new byte[heights.Length * 48];
        for (var i = 0; i < pixels.Length; i += 2)
        {
            BinaryPrimitives.WriteInt16LittleEndian(pixels.AsSpan(i), (short)(i / 48));
        }

        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, pixels));
        return image;
    }

    private static DicomDataset Shared()
    {
        var shared = new DicomDataset();
        shared.SetItems(
            new(0x0028, 0x9110),
            With(i =>
            {
                i.Set(DicomTags.SliceThickness, 3d);
                i.Set(DicomTags.PixelSpacing, 0.75, 0.5);
            })
        );
        shared.SetItems(new(0x0020, 0x9116), With(i => i.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)));
        shared.SetItems(
            new(0x0028, 0x9145),
            With(i =>
            {
                i.Set(DicomTags.RescaleIntercept, -1000d);
                i.Set(DicomTags.RescaleSlope, 2d);
                i.Set(DicomTags.RescaleType, "HU");
            })
        );
        shared.SetItems(
            new(0x0028, 0x9132),
            With(i =>
            {
                i.Set(DicomTags.WindowCenter, 60d);
                i.Set(DicomTags.WindowWidth, 360d);
            })
        );
        shared.SetItems(new(0x0018, 0x9329), With(i => i.Set(new(0x0008, 0x9007), "ORIGINAL", "PRIMARY", "VOLUME", "NONE")));
        shared.SetItems(new(0x0018, 0x9304), With(i => i.Set(DicomTags.GantryDetectorTilt, 12.5)));
        shared.SetItems(new(0x0018, 0x9321), With(i => i.Set(new(0x0018, 0x9330), 150.4)));
        shared.SetItems(new(0x0018, 0x9477), With(i => i.Set(new(0x0008, 0x3010), "2.25.31")));
        return shared;
    }

    private static DicomDataset PerFrame(double height, int frame) =>
        With(groups =>
        {
            groups.SetItems(new(0x0020, 0x9113), With(i => i.Set(DicomTags.ImagePositionPatient, -100, -120, height)));
            groups.SetItems(
                new(0x0020, 0x9111),
                With(i =>
                {
                    i.Set(new(0x0018, 0x9074), FormattableString.Invariant($"202002281030{40 + (2.5 * frame):00.0}+0100"));
                    i.Set(new(0x0020, 0x9156), 7d);
                    i.Set(new(0x0020, 0x9157), 1, frame + 1);
                })
            );
            groups.SetItems(
                new(0x0018, 0x9341),
                With(i =>
                {
                    i.Set(new(0x0018, 0x9337), 1d);
                    i.Set(new(0x0018, 0x9342), frame == 0 ? "NO" : "YES");
                })
            );
        });

    private static DicomDataset Agent() =>
        With(agent =>
        {
            agent.Set(DicomTags.CodeMeaning, "Iohexol");
            agent.Set(new(0x0018, 0x9337), 1d);
            agent.SetItems(new(0x0018, 0x0014), With(i => i.Set(DicomTags.CodeMeaning, "Intravenous route")));
            agent.Set(DicomTags.ContrastBolusVolume, 90d);
            agent.SetItems(new(0x0018, 0x9338), With(i => i.Set(DicomTags.CodeMeaning, "Iodine")));
            agent.SetItems(
                new(0x0018, 0x9340),
                With(i =>
                {
                    i.Set(DicomTags.ContrastBolusStartTime, new TimeOnly(10, 30, 10));
                    i.Set(DicomTags.ContrastFlowRate, 4d);
                }),
                With(i =>
                {
                    i.Set(DicomTags.ContrastBolusStopTime, new TimeOnly(10, 30, 45));
                    i.Set(DicomTags.ContrastFlowRate, 2d);
                })
            );
        });

    public static DicomDataset With(Action<DicomDataset> fill)
    {
        var item = new DicomDataset();
        fill(item);
        return item;
    }
}
