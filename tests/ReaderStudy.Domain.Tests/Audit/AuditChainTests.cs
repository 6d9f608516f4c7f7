using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Domain.Tests.Audit;

public sealed class AuditChainTests
{
    [Fact]
    public void A_whole_chain_has_no_fault()
    {
        Assert.Null(AuditChain.FaultIn([]));
        Assert.Null(AuditChain.FaultIn(Chain(5)));
    }

    [Fact]
    public void A_removed_entry_is_found()
    {
        var chain = Chain(5);
        chain.RemoveAt(2);

        Assert.Equal("Entry 3 is missing; entry 4 follows 2.", AuditChain.FaultIn(chain));
    }

    [Fact]
    public void A_chain_that_was_numbered_anew_after_a_removal_is_found()
    {
        var chain = Chain(5);
        var last = Entry(9);
        last.ChainAfter(2, chain[2].Hash);

        Assert.Equal(
            "Entry 3 does not follow entry 2: an entry was removed, inserted or changed.",
            AuditChain.FaultIn([chain[0], chain[1], last])
        );
    }

    [Fact]
    public void An_inserted_entry_is_found()
    {
        var chain = Chain(3);
        var forged = Entry(9);
        forged.ChainAfter(1, chain[0].Hash);
        chain.Insert(1, forged);

        Assert.StartsWith("Entry 3", AuditChain.FaultIn(chain), StringComparison.Ordinal);
    }

    private static List<AuditEntry> Chain(int count)
    {
        var (sequence, hash) = (0L, AuditChain.Origin);
        var entries = new List<AuditEntry>();
        for (var i = 0; i < count; i++)
        {
            var entry = Entry(i);
            entry.ChainAfter(sequence, hash);
            (sequence, hash) = (entry.Sequence, entry.Hash);
            entries.Add(entry);
        }

        return entries;
    }

    private static AuditEntry Entry(int number) =>
        new("test.happened", Guid.CreateVersion7(), null, $"thing {number}", "", DateTimeOffset.UnixEpoch.AddSeconds(number));
}
