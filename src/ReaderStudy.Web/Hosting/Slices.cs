namespace ReaderStudy.Web.Hosting;

/// <summary>Registers every use case: a public class under <c>Features</c> with a method <c>Handle</c> or <c>Execute</c>.</summary>
public static class Slices
{
    public static void AddSlices(this IServiceCollection services)
    {
        var slices = typeof(Slices)
            .Assembly.GetTypes()
            .Where(type =>
                type is { IsClass: true, IsAbstract: false, IsPublic: true, Namespace: { } space }
                && space.StartsWith("ReaderStudy.Web.Features", StringComparison.Ordinal)
                && type.GetMethods().Any(m => m.Name is "Handle" or "Execute" && m.DeclaringType == type)
            );
        foreach (var slice in slices)
        {
            services.AddScoped(slice);
        }
    }
}
