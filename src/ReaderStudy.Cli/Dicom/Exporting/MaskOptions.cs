using System.CommandLine;
using System.CommandLine.Parsing;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <summary>The options of <c>--format seg</c>.</summary>
internal sealed class MaskOptions
{
    private readonly Option<string> _mask = new("--mask")
    {
        Description = "With --format seg: the NIfTI mask (.nii, .nii.gz).",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _labels = new("--label")
    {
        Description = "With --format seg: what a number of the mask means, such as 1=Lesion. May be repeated.",
        HelpName = "NUMBER=NAME",
    };

    private readonly Option<string> _algorithm = new("--algorithm")
    {
        Description = "With --format seg: what drew the mask, its version with it.",
        HelpName = "NAME",
    };

    private readonly Option<string> _series = new("--series")
    {
        Description = "With --format seg: the Series Instance UID of the images, where several series lie alike.",
        HelpName = "UID",
    };

    public IReadOnlyList<Option> All => [_mask, _labels, _algorithm, _series];

    public void Check(CommandResult result, ExportFormat format, bool hasSegmentations)
    {
        if (format != ExportFormat.Seg)
        {
            foreach (var option in All.Where(o => result.GetResult(o) is not null))
            {
                result.AddError($"{option.Name} goes with --format seg.");
            }

            return;
        }

        if (result.GetValue(_mask) is null)
        {
            result.AddError("--format seg needs --mask with the NIfTI mask.");
        }

        if (hasSegmentations)
        {
            result.AddError("--seg names a segmentation to turn into a mask; with --format seg a mask is named, by --mask.");
        }

        if (result.GetValue(_algorithm) is { } algorithm && !MaskRequest.IsName(algorithm))
        {
            result.AddError("--algorithm takes a name of 1 to 64 characters, no backslash among them.");
        }

        var numbers = new HashSet<int>();
        foreach (var text in result.GetValue(_labels) ?? [])
        {
            if (!MaskRequest.TryLabel(text, out var number, out _))
            {
                result.AddError($"--label takes a number from 1 and a name of 1 to 64 characters, such as 1=Lesion, not '{text}'.");
            }
            else if (!numbers.Add(number))
            {
                result.AddError($"--label names {number} twice.");
            }
        }
    }

    /// <summary>What was asked for; <see cref="Check"/> found nothing.</summary>
    public MaskRequest Of(ParseResult parsed)
    {
        var labels = new Dictionary<int, string>();
        foreach (var text in parsed.GetValue(_labels) ?? [])
        {
            if (MaskRequest.TryLabel(text, out var number, out var name))
            {
                labels[number] = name;
            }
        }

        return new MaskRequest(parsed.GetValue(_mask)!, labels, parsed.GetValue(_algorithm), parsed.GetValue(_series));
    }
}
