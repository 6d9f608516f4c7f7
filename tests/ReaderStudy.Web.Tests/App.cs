using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests;

/// <summary>
/// The whole application on a data folder of its own, without the demo. One is shared by all tests of a collection
/// (<c>[Collection(App.Collection)]</c>, constructor parameter <see cref="App"/>); each test makes its own people and studies.
/// </summary>
public sealed class App : WebApplicationFactory<Program>
{
    public const string Collection = "application";

    public const string Password = "a password for tests";

    private readonly bool _isKept;
    private readonly string? _postgreSql;
    private int _people;

    public App()
        : this(Directory.CreateTempSubdirectory("readerstudy-tests-").FullName, isKept: false, postgreSql: null) { }

    private App(string dataFolder, bool isKept, string? postgreSql) =>
        (DataFolder, _isKept, _postgreSql) = (dataFolder, isKept, postgreSql);

    /// <summary>
    /// What the application takes for the time: the real one, moved on by <see cref="TestClock.Advance"/>. A test that moves it has an
    /// application of its own: background jobs would start late in all the others.
    /// </summary>
    public TestClock Clock { get; } = new();

    public string DataFolder { get; }

    /// <summary>The seed of the first allocation that is drawn here, and one more for each after it; null: as in the product, random.</summary>
    public ulong? AllocationSeed { get; init; }

    /// <summary>On a folder that is there before and stays afterwards, for a <see cref="WebProcess"/> to go on with.</summary>
    public static App Keeping(string dataFolder) => new(dataFolder, isKept: true, postgreSql: null);

    /// <summary>On a new database of the server that <see cref="PostgreSqlServer"/> names, gone when disposed.</summary>
    public static App OnPostgreSql() => OnPostgreSql(PostgreSqlServer.NewDatabase());

    /// <summary>On a database that may be there before; gone when disposed.</summary>
    public static App OnPostgreSql(string connectionString) =>
        new(Directory.CreateTempSubdirectory("readerstudy-tests-").FullName, isKept: false, connectionString);

    /// <summary>Makes an account; its e-mail address is <paramref name="name"/> with a number.</summary>
    public Task<TestPerson> PersonAsync(string name, string? accountRole = null, ReaderLevel? level = null, int? years = null) =>
        InScopeAsync(async services =>
        {
            var people = services.GetRequiredService<UserManager<Person>>();
            var number = Interlocked.Increment(ref _people);
            var person = new Person
            {
                UserName = $"{name}{number}@test.example",
                Email = $"{name}{number}@test.example",
                DisplayName = $"{name} {number}",
                Level = level,
                YearsOfExperience = years,
            };
            Succeed(await people.CreateAsync(person, Password));
            if (accountRole is not null)
            {
                Succeed(await people.AddToRoleAsync(person, accountRole));
            }

            return new TestPerson(person.Id, person.Email, person.DisplayName);
        });

    /// <summary>A browser that nobody has signed in with.</summary>
    public Visitor Nobody() =>
        new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));

    /// <summary>A browser in which the person has signed in, through the sign-in page.</summary>
    public async Task<Visitor> SignInAsync(TestPerson person)
    {
        var visitor = Nobody();
        await visitor.SignInAsync(person.Email, Password);
        return visitor;
    }

    /// <summary>Runs something with the application's own services, in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> action)
    {
        await using var scope = Services.CreateAsyncScope();
        return await action(scope.ServiceProvider);
    }

    /// <inheritdoc cref="InScopeAsync{T}"/>
    public async Task InScopeAsync(Func<IServiceProvider, Task> action)
    {
        await using var scope = Services.CreateAsyncScope();
        await action(scope.ServiceProvider);
    }

    /// <summary>Looks at, or changes, the database.</summary>
    public Task<T> DataAsync<T>(Func<ReaderStudyDbContext, Task<T>> action) =>
        InScopeAsync(services => action(services.GetRequiredService<ReaderStudyDbContext>()));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_postgreSql is not null)
        {
            await PostgreSqlServer.DropAsync(_postgreSql);
        }

        if (!_isKept)
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ReaderStudy:DataFolder", DataFolder);
        builder.UseSetting("ReaderStudy:ModelsFolder", TestModels.CopyTo(Path.Combine(DataFolder, "models")));
        builder.UseSetting("ReaderStudy:Demo", "false");
        // All visitors of a test come from one place.
        builder.UseSetting("ReaderStudy:Receiving:WrongSecretsPerMinute", "1000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        if (_postgreSql is not null)
        {
            builder.UseSetting("ReaderStudy:Database", nameof(DatabaseKind.PostgreSql));
            builder.UseSetting("ReaderStudy:ConnectionString", _postgreSql);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // The default hundred thousand rounds would be most of the tests' time.
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 100);
            if (AllocationSeed is { } seed)
            {
                services.AddSingleton<AllocationSeeds>(new GivenSeeds(seed));
            }
        });
    }

    private sealed class GivenSeeds(ulong next) : AllocationSeeds
    {
        private ulong _next = next;

        public override ulong Next() => Interlocked.Increment(ref _next) - 1;
    }

    private static void Succeed(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
        }
    }
}

/// <param name="Id">The account.</param>
/// <param name="Email">To sign in with; the password is <see cref="App.Password"/>.</param>
/// <param name="Name">As shown.</param>
public sealed record TestPerson(Guid Id, string Email, string Name);

/// <summary>The real time, moved on.</summary>
public sealed class TestClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    /// <summary>For a test all of whose moments must be of one day (UTC): where this day ends within a few minutes, the next one is waited for.</summary>
    public async Task OnOneDayAsync()
    {
        var left = TimeSpan.FromDays(1) - GetUtcNow().TimeOfDay;
        if (left < TimeSpan.FromMinutes(3))
        {
            await Task.Delay(left + TimeSpan.FromSeconds(1));
        }
    }
}

[CollectionDefinition(App.Collection)]
public sealed class AppCollection : ICollectionFixture<App>;
