using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ReaderStudy.Dicom.Web;

/// <summary>
/// Searches a DICOMweb archive (QIDO-RS, PS3.18 10.6). Images are fetched by <see cref="ImageRetrieval"/>. Nothing that is asked or
/// answered is logged, and no message holds it. Safe to be used by several threads.
/// </summary>
public sealed class DicomWebClient : IDisposable
{
    private static readonly DicomTag[] ExamFields =
    [
        DicomTags.StudyDescription,
        DicomTags.ModalitiesInStudy,
        DicomTags.NumberOfStudyRelatedSeries,
        DicomTags.NumberOfStudyRelatedInstances,
    ];

    private static readonly DicomTag[] SeriesFields = [DicomTags.SeriesDescription, DicomTags.NumberOfSeriesRelatedInstances];

    private readonly HttpClient _http;

    public DicomWebClient(DicomWebOptions options)
        : this(options, HandlerOf(options)) { }

    /// <param name="options">Where and how.</param>
    /// <param name="handler">Sends requests; disposed with the client.</param>
    public DicomWebClient(DicomWebOptions options, HttpMessageHandler handler)
    {
        Options = options with { Address = new Uri(options.Address.AbsoluteUri.TrimEnd('/') + "/") };
        _http = new HttpClient(handler) { BaseAddress = Options.Address, Timeout = Timeout.InfiniteTimeSpan };
        if (options.Credentials is { } credentials)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation(credentials.HeaderName, credentials.HeaderValue);
        }
    }

    public DicomWebOptions Options { get; }

    /// <summary>Exams that match, at most <paramref name="most"/>.</summary>
    /// <exception cref="DicomWebException">The archive did not answer, or not as DICOMweb prescribes.</exception>
    public Task<Found<FoundExam>> FindExamsAsync(ExamQuery query, int most, CancellationToken cancellationToken) =>
        FindAsync(
            "studies?fuzzymatching=false"
                + Fields(ExamFields)
                + string.Concat(query.Parameters().Select(p => $"&{p.Name}={Escaped(p.Value)}")),
            most,
            m =>
                m.Uid(DicomTags.StudyInstanceUid) is { } uid
                    ? new FoundExam(
                        uid,
                        m.Text(DicomTags.PatientId),
                        m.Text(DicomTags.AccessionNumber),
                        m.Date(DicomTags.StudyDate),
                        m.Text(DicomTags.StudyDescription),
                        m.Texts(DicomTags.ModalitiesInStudy),
                        m.Number(DicomTags.NumberOfStudyRelatedSeries),
                        m.Number(DicomTags.NumberOfStudyRelatedInstances)
                    )
                    : null,
            e => e.Uid,
            cancellationToken
        );

    /// <summary>The series of an exam.</summary>
    /// <exception cref="DicomWebException">As for <see cref="FindExamsAsync"/>.</exception>
    public async Task<IReadOnlyList<FoundSeries>> FindSeriesAsync(string examUid, CancellationToken cancellationToken) =>
        (
            await FindAsync(
                $"studies/{examUid}/series?fuzzymatching=false" + Fields(SeriesFields),
                10_000,
                m =>
                    m.Uid(DicomTags.SeriesInstanceUid) is { } uid
                        ? new FoundSeries(
                            uid,
                            m.Number(DicomTags.SeriesNumber),
                            m.Text(DicomTags.Modality),
                            m.Text(DicomTags.SeriesDescription),
                            m.Number(DicomTags.NumberOfSeriesRelatedInstances)
                        )
                        : null,
                s => s.Uid,
                cancellationToken
            )
        ).Items;

    /// <summary>SOP Instance UIDs of a series.</summary>
    /// <exception cref="DicomWebException">As for <see cref="FindExamsAsync"/>.</exception>
    public async Task<IReadOnlyList<string>> FindImagesAsync(string examUid, string seriesUid, CancellationToken cancellationToken) =>
        (
            await FindAsync(
                $"studies/{examUid}/series/{seriesUid}/instances?fuzzymatching=false",
                1_000_000,
                m => m.Uid(DicomTags.SopInstanceUid),
                uid => uid,
                cancellationToken
            )
        ).Items;

    public void Dispose() => _http.Dispose();

    /// <summary>Asks once, and gives the answer when its headers are there and it is a success.</summary>
    internal async Task<HttpResponseMessage> AskAsync(string address, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Options.Silence);
        HttpResponseMessage answer;
        try
        {
            answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"has not answered within {Options.Silence.TotalSeconds:0} s", null);
        }
        catch (HttpRequestException e)
        {
            throw Unreachable(WhatIsWrong(e), e);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        answer.Dispose();
        throw DicomWebException.OfStatus((int)answer.StatusCode);
    }

    /// <summary>Tries again, after growing pauses, what may succeed later.</summary>
    internal async Task<T> PatientlyAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (DicomWebException e) when (e.MayPass && attempt < Options.Tries)
            {
                await PauseAsync(attempt, cancellationToken);
            }
        }
    }

    internal Task PauseAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(Options.Pause * Math.Pow(2, attempt - 1), Options.Clock, cancellationToken);

    private async Task<Found<T>> FindAsync<T>(
        string address,
        int most,
        Func<MatchValues, T?> read,
        Func<T, string> uidOf,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var (found, seen) = (new List<T>(), new HashSet<string>());
        for (var offset = 0; ; )
        {
            var limit = Math.Min(Options.PageSize, most + 1 - found.Count);
            var page = string.Create(CultureInfo.InvariantCulture, $"{address}&limit={limit}&offset={offset}");
            var (matches, isCapped) = await PatientlyAsync(() => MatchesAsync(page, cancellationToken), cancellationToken);
            // An archive that does not know offsets sends the same again: then nothing is new.
            var fresh = matches
                .Select(MatchValues.Of)
                .OfType<MatchValues>()
                .Select(read)
                .OfType<T>()
                .Where(m => seen.Add(uidOf(m)))
                .ToList();
            found.AddRange(fresh);
            offset += matches.Count;
            if (fresh.Count == 0 || found.Count > most || (matches.Count < limit && !isCapped))
            {
                return new Found<T>([.. found.Take(most)], found.Count > most);
            }
        }
    }

    /// <summary>One page, and whether the archive cut it short (PS3.18 8.3.4.4: warning 299, "additional results").</summary>
    private async Task<(List<JsonElement> Matches, bool IsCapped)> MatchesAsync(string address, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(address, "application/dicom+json", cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NoContent)
        {
            return ([], false);
        }

        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await using var bounded = new BoundedStream(body, Options.MaxAnswerBytes, Options.Silence);
            using var json = await JsonDocument.ParseAsync(bounded, cancellationToken: cancellationToken);
            var isCapped = answer
                .Headers.Warning.Where(w => w.Code == 299)
                .Any(w => w.Text.Contains("additional results", StringComparison.OrdinalIgnoreCase));
            return json.RootElement.ValueKind is JsonValueKind.Array
                ? (json.RootElement.EnumerateArray().Select(m => m.Clone()).ToList(), isCapped)
                : throw NotUnderstood(null);
        }
        catch (JsonException e)
        {
            throw NotUnderstood(e);
        }
        catch (IOException e)
        {
            throw new DicomWebException(DicomWebProblem.Cut, "The archive's answer stopped before its end.", mayPass: true, e);
        }
    }

    private static DicomWebException NotUnderstood(Exception? cause) =>
        new(
            DicomWebProblem.NotUnderstood,
            "The archive's answer is not DICOM JSON. Is the configured address that of its DICOMweb services?",
            mayPass: false,
            cause
        );

    private DicomWebException Unreachable(string what, Exception? cause) =>
        new(DicomWebProblem.Unreachable, $"The archive at {Options.Address} {what}.", mayPass: true, cause);

    private static string WhatIsWrong(HttpRequestException exception) =>
        exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "cannot be found: its name is not known here",
            HttpRequestError.SecureConnectionError => "cannot be trusted: its certificate is not signed by an authority that is known here",
            HttpRequestError.ConnectionError => "cannot be reached: nothing answers there",
            _ => "broke the connection off",
        };

    private static string Fields(DicomTag[] tags) =>
        string.Concat(tags.Select(t => "&includefield=" + t.Value.ToString("X8", CultureInfo.InvariantCulture)));

    /// <summary>Wildcards stay as they are.</summary>
    private static string Escaped(string value) => Uri.EscapeDataString(value).Replace("%2A", "*", StringComparison.Ordinal);

    private static SocketsHttpHandler HandlerOf(DicomWebOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirection could carry the credentials elsewhere.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
        };
        if (options.Authorities is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return handler;
    }
}
