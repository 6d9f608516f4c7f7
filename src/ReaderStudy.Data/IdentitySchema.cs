using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ReaderStudy.Data;

/// <summary>
/// Which tables of ASP.NET Core Identity there are: version 3, with passkeys. The context reads it from its application services, so the
/// application configures it with <see cref="Configure"/>, and a context made without an application is given <see cref="Services"/>.
/// </summary>
public static class IdentitySchema
{
    public static IServiceProvider Services { get; } = new ServiceCollection().Configure<IdentityOptions>(Configure).BuildServiceProvider();

    public static void Configure(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
}
