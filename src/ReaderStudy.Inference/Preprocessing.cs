using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Inference;

/// <summary>How a case's images become a model's input. Part of model.json; its hash is stored with every prediction.</summary>
public sealed record Preprocessing
{
    /// <summary>Phases in the order of the input's channels. The grid of <see cref="ReferencePhase"/> is used for all.</summary>
    public required IReadOnlyList<string> Phases { get; init; }

    /// <summary>The phase whose position and extent decide the grid.</summary>
    public required string ReferencePhase { get; init; }

    /// <summary>Pixels across.</summary>
    public required int Columns { get; init; }

    /// <summary>Pixels down.</summary>
    public required int Rows { get; init; }

    /// <summary>mm between pixels, in both directions; the grid is centred on the reference phase.</summary>
    public required double PixelSpacing { get; init; }

    /// <summary>mm between slices; thinner slices are averaged, thicker ones interpolated.</summary>
    public required double SliceSpacing { get; init; }

    /// <summary>HU that becomes 0; lower values too, and everything outside the images.</summary>
    public required double LowestHounsfield { get; init; }

    /// <summary>HU that becomes 1; higher values too.</summary>
    public required double HighestHounsfield { get; init; }

    /// <summary>SHA-256 in hexadecimal over all settings and the version of the algorithm.</summary>
    public string Hash()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{SliceSampler.Version}|{string.Join(',', Phases)}|{ReferencePhase}|{Columns}x{Rows}|{PixelSpacing:R}|{SliceSpacing:R}|{LowestHounsfield:R}..{HighestHounsfield:R}"
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
