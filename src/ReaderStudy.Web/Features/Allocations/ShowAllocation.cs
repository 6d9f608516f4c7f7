using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Allocations;

/// <param name="Study">The study.</param>
/// <param name="Allocation">As stored.</param>
/// <param name="Balance">How evenly it came out.</param>
/// <param name="Cases">Of this page, by code.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="MayDownload">False while the files would tell what is still hidden from this person.</param>
public sealed record AllocationPage(
    Study Study,
    StoredAllocation Allocation,
    AllocationBalance Balance,
    IReadOnlyList<(string Code, CaseBalance Balance)> Cases,
    int Page,
    int Pages,
    bool MayDownload
);

/// <summary>Shows the lists and how evenly they came out; strata only to whom they tell nothing new.</summary>
public sealed class ShowAllocation(LoadAllocation load)
{
    public const int PageSize = 50;

    public async Task<AllocationPage> Handle(StudyPass pass, int page, CancellationToken cancellationToken)
    {
        var allocation = await load.Handle(pass.Study, cancellationToken);
        var mayTell = pass.Sees(allocation.Tells);
        var strata =
            mayTell && allocation.Input is { Design.Strata.Count: > 0 } input
                ? input.Cases.ToDictionary(c => c.Id, c => Strata.NameOf(c, input))
                : [];
        var balance = AllocationBalance.Of(allocation.Sessions, allocation.Levels, strata);
        var pages = Math.Max(1, (balance.Cases.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new AllocationPage(
            pass.Study,
            allocation,
            balance,
            balance
                .Cases.Select(c => (Code: allocation.Codes[c.CaseId], c))
                .OrderBy(c => c.Code, StringComparer.Ordinal)
                .Skip((page - 1) * PageSize)
                .Take(PageSize)
                .ToList(),
            page,
            pages,
            mayTell && allocation.Sealed is not null
        );
    }
}
