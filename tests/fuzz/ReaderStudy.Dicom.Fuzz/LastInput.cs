using System.IO.MemoryMappedFiles;

namespace ReaderStudy.Dicom.Fuzz;

/// <summary>Keeps the input at hand in a mapped file, where it is found even if the process dies of it, and watches over its time.</summary>
internal sealed class LastInput : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public LastInput(string folder)
    {
        var path = Path.Combine(folder, "last-input.bin");
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, 8 + (2 * Mutator.LargestInput));
        _view = _file.CreateViewAccessor();
        Watch = new Watch();
    }

    public Watch Watch { get; }

    /// <summary>The length in 8 bytes, then the input.</summary>
    public void Keep(byte[] input)
    {
        _view.Write(0, (long)input.Length);
        _view.WriteArray(8, input, 0, input.Length);
    }

    public void Dispose()
    {
        Watch.Dispose();
        _view.Dispose();
        _file.Dispose();
    }
}
