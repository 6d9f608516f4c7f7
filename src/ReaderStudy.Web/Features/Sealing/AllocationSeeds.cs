using System.Security.Cryptography;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>
/// Where the seeds of allocations come from: a cryptographic source, so that no list can be foretold. Only a test that must be repeated puts
/// its own in this place.
/// </summary>
public class AllocationSeeds
{
    public virtual ulong Next() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
