using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ReaderStudy.Web.Features.Shared;

/// <summary>
/// What a form field holds and cannot be read, as 1e1 for a place, is left out by the binding; an act on the rest would be another one than was
/// asked for. It is answered by 422 with the field's message.
/// </summary>
internal static class UnderstoodForms
{
    /// <summary>What could not be read, in sentences; null: everything was.</summary>
    public static string? Fault(this ModelStateDictionary state) =>
        state.IsValid ? null : string.Join(" ", state.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage));

    /// <exception cref="BadHttpRequestException">Something could not be read.</exception>
    public static void RequireUnderstood(this Controller controller)
    {
        if (controller.ModelState.Fault() is { } fault)
        {
            throw new BadHttpRequestException($"{fault} Nothing was changed.", StatusCodes.Status422UnprocessableEntity);
        }
    }
}
