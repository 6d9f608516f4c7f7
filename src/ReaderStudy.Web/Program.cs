using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Options;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Reports;
using ReaderStudy.Web.Features.Archives;
using ReaderStudy.Web.Features.Demo;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Features.Ledger;
using ReaderStudy.Web.Features.Predictions;
using ReaderStudy.Web.Features.Predictions.Overlays;
using ReaderStudy.Web.Features.Protocols.Subjects;
using ReaderStudy.Web.Features.Receiving;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Features.Truth;
using ReaderStudy.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);

// Static files of a build that was not published lie in several folders; in Development this would happen by itself.
builder.WebHost.UseStaticWebAssets();
builder.Services.AddOptions<PlatformOptions>().BindConfiguration(PlatformOptions.Section).ValidateDataAnnotations().ValidateOnStart();
var options = builder.Configuration.GetSection(PlatformOptions.Section).Get<PlatformOptions>() ?? new PlatformOptions();
var paths = new Paths(options, builder.Environment.ContentRootPath);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(options);
builder.Services.AddSingleton(paths);
builder.Services.AddSingleton<ImageStore>();
builder.Services.AddSingleton<StudyKeys>();
builder.Services.AddSingleton<Quarantine>();
builder.Services.AddScoped<StudyAccess>();
builder.Services.AddScoped<Signatures>();
builder.Services.AddSingleton<AllocationSeeds>();
builder.Services.AddScoped<FirstVersions>();
builder.Services.AddSingleton<DemoAccounts>();
builder.Services.AddReaderStudyDatabase(options, paths);
builder.Services.AddReaderStudyJobs(options, paths);
builder.Services.AddHostedService<ResumeImports>();
builder.Services.AddSlices();
builder.Services.AddScoped<ProtocolSubjects>();
builder.Services.AddScoped<TruthFirewall>();
builder.Services.AddOptions<ArchivesOptions>().BindConfiguration(PlatformOptions.Section).ValidateOnStart();
builder.Services.AddSingleton<IValidateOptions<ArchivesOptions>, ArchivesOptions>();
builder.Services.AddSingleton<ConfiguredArchives>();
builder.Services.AddScoped<PullOrders>();
builder.Services.AddOptions<ReceivingOptions>().BindConfiguration(ReceivingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<ReceivingLimits>();
builder.Services.AddHostedService<WatchReceiving>();
builder.Services.AddScoped<CaseVolumes>();
builder.Services.AddScoped<OverlaySeries>();
builder.Services.AddHostedService<PredictionRecovery>();
builder.Services.AddHostedService<FingerprintBackfill>();
builder.Services.AddSingleton(_ => new ReportRenderer());

builder
    .Services.AddDataProtection()
    .SetApplicationName("readerstudy")
    .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(paths.Keys, "data-protection")));
builder
    .Services.AddIdentity<Person, IdentityRole<Guid>>(identity =>
    {
        IdentitySchema.Configure(identity);
        identity.User.RequireUniqueEmail = true;
        identity.Password.RequiredLength = Person.ShortestPassword;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.MaxFailedAccessAttempts = 10;
    })
    .AddEntityFrameworkStores<ReaderStudyDbContext>()
    .AddDefaultTokenProviders();

// A deactivated account is out within a minute, not within the default half hour.
builder.Services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
builder.Services.ConfigureApplicationCookie(cookie =>
{
    cookie.Cookie.Name = "readerstudy";
    cookie.Cookie.SameSite = SameSiteMode.Lax;
    cookie.LoginPath = "/account/sign-in";
    cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
    cookie.SlidingExpiration = true;
    cookie.Events.OnRedirectToLogin = SignInRedirect.Handle;
    cookie.Events.OnRedirectToAccessDenied = SignInRedirect.Refuse;
});
builder.Services.AddAntiforgery(antiforgery => antiforgery.HeaderName = "RequestVerificationToken");
builder
    .Services.AddControllersWithViews(mvc =>
    {
        mvc.Filters.Add(new AuthorizeFilter(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()));
        mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
        mvc.Filters.Add(new GivenPassword());
    })
    .AddJsonOptions(json => ApiJson.Configure(json.JsonSerializerOptions));
builder.Services.Configure<RazorViewEngineOptions>(razor =>
{
    razor.ViewLocationFormats.Clear();
    razor.ViewLocationFormats.Add("/Features/{1}/{0}.cshtml");
    razor.ViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
});
builder.Services.AddHealthChecks();

var app = builder.Build();
await Database.MigrateAsync(app.Services, options, CancellationToken.None);
await FirstStart.RunAsync(app.Services, app.Lifetime.ApplicationStopping);

app.UseSecurityHeaders();
app.UseViewerCaching();
app.UseExceptionHandler(
    new ExceptionHandlerOptions
    {
        ExceptionHandlingPath = "/problem",
        // A refusal is an answer, not a fault: it leaves its entry in the audit trail, and no stack trace in the log.
        SuppressDiagnosticsCallback = context => context.Exception is BrokenRuleException or NotFoundException or ForbiddenException,
    }
);
app.UseStatusCodePagesWithReExecute("/problem/{0}");
app.MapStaticAssets().AllowAnonymous();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.MapControllers();
app.MapHealthChecks("/health").AllowAnonymous();
await app.RunAsync();

/// <summary>Named so that tests can start the application.</summary>
public partial class Program;
