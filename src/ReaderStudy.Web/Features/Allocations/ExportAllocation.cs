using System.Text;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Randomisation;

namespace ReaderStudy.Web.Features.Allocations;

/// <summary>Writes the lists, what they were drawn from, and the script that draws them again and compares.</summary>
public sealed class ExportAllocation
{
    public async Task Handle(StoredAllocation allocation, IExportTarget target, CancellationToken cancellationToken)
    {
        await WriteAsync("allocation.csv", AllocationCsv.Write(allocation.Sessions, allocation.Readers, allocation.Codes));
        await WriteAsync("input.json", allocation.Sealed!.InputJson);
        await WriteAsync(ReproductionScript.FileName, ReproductionScript.Text);

        async Task WriteAsync(string name, string text)
        {
            await using var stream = await target.CreateAsync(name, cancellationToken);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        }
    }
}
