using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace ReaderStudy.Data.Evidence;

/// <summary>Refuses to change or delete evidence by a query: it would pass the register by.</summary>
internal sealed class EvidenceGuard : IQueryExpressionInterceptor
{
    public static EvidenceGuard Instance { get; } = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (
            queryExpression is MethodCallExpression { Method.Name: "ExecuteUpdate" or "ExecuteDelete" } call
            && call.Arguments[0].Type.GetGenericArguments() is [var row, ..]
            && EvidenceTables.Kept.Any(k => k.Entity == row)
        )
        {
            throw new InvalidOperationException(
                $"{row.Name} is evidence: load it and use SaveChangesAsync, which registers it; {call.Method.Name} does not."
            );
        }

        return queryExpression;
    }
}
