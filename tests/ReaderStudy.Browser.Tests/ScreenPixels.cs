using System.Text.Json;
using Microsoft.Playwright;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Browser.Tests;

/// <summary>Where an image of square pixels lies on its canvas.</summary>
/// <param name="Scale">Pixels of the canvas a voxel.</param>
/// <param name="Left">Of the first column.</param>
/// <param name="Top">Of the first row.</param>
internal sealed record ImagePlacing(double Scale, double Left, double Top)
{
    /// <summary>As large as fits, times a zoom, its middle in the middle.</summary>
    public static ImagePlacing InTheMiddle(ScreenPixels screen, DisplayImage image, double zoom)
    {
        var scale = zoom * Math.Min((double)screen.Width / image.Width, (double)screen.Height / image.Height);
        return new(scale, (screen.Width - (image.Width * scale)) / 2, (screen.Height - (image.Height * scale)) / 2);
    }
}

/// <summary>What a viewport's canvas holds: greys row by row, and where it lies on the page.</summary>
internal sealed record ScreenPixels(int Width, int Height, double Left, double Top, byte[] Greys)
{
    public static async Task<ScreenPixels> ReadAsync(ILocator phase)
    {
        var read = await phase.EvaluateAsync<JsonElement>(Script);
        return new(
            read.GetProperty("width").GetInt32(),
            read.GetProperty("height").GetInt32(),
            read.GetProperty("left").GetDouble(),
            read.GetProperty("top").GetDouble(),
            read.GetProperty("greys").GetBytesFromBase64()
        );
    }

    /// <summary>Mean absolute difference of the greys, of all pixels of the canvas on which the image lies.</summary>
    public double DifferenceTo(DisplayImage image, ImagePlacing placing)
    {
        var (sum, count) = (0L, 0);
        for (var y = 0; y < Height; y++)
        {
            var row = (int)Math.Floor((y + 0.5 - placing.Top) / placing.Scale);
            for (var x = 0; x < Width && row >= 0 && row < image.Height; x++)
            {
                var column = (int)Math.Floor((x + 0.5 - placing.Left) / placing.Scale);
                if (column >= 0 && column < image.Width)
                {
                    sum += Math.Abs(Greys[(y * Width) + x] - image.Samples[(row * image.Width) + column]);
                    count++;
                }
            }
        }

        return (double)sum / count;
    }

    /// <summary>How far from a place the image lies best, in voxels to the right and down, by quarters of a voxel.</summary>
    public (double Across, double Down) ShiftFrom(DisplayImage image, ImagePlacing placing)
    {
        double[] steps = [0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1];
        return (
            steps.MinBy(step => DifferenceTo(image, placing with { Left = placing.Left + (step * placing.Scale) })),
            steps.MinBy(step => DifferenceTo(image, placing with { Top = placing.Top + (step * placing.Scale) }))
        );
    }

    private const string Script = """
        phase => {
          const canvas = phase.querySelector('.phase-view canvas');
          const { left, top, width } = canvas.getBoundingClientRect();
          if (Math.abs(width - canvas.width) > 0.01) {
            throw new Error('A pixel of the canvas is not one of the page.');
          }
          const copy = document.createElement('canvas');
          [copy.width, copy.height] = [canvas.width, canvas.height];
          const context = copy.getContext('2d');
          context.drawImage(canvas, 0, 0);
          const { data } = context.getImageData(0, 0, copy.width, copy.height);
          let greys = '';
          for (let i = 0; i < data.length; i += 4) {
            greys += String.fromCharCode(data[i]);
          }
          return { width: copy.width, height: copy.height, left, top, greys: btoa(greys) };
        }
        """;
}
