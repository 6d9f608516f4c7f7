import type {
  CaseToRead,
  CorrectedReading,
  CorrectRequest,
  Draft,
  FrameMetadata,
  LockedReading,
  LockRequest,
  SavedDraft,
  SessionState,
  SkipRequest,
  Stage,
} from '../contract';
import type { Linking } from '../hanging/hangingContract';
import { readRefusal } from './refusal';
import { RequestFailed } from './requestFailed';

/** The reading session's address space on the server. Images are addressed by position, never by UID. */
export class ReadingApi {
  private readonly root: string;

  constructor(
    sessionId: string,
    private readonly antiforgeryToken: string,
  ) {
    this.root = `/reading/${encodeURIComponent(sessionId)}`;
  }

  state(): Promise<SessionState> {
    return this.get(`${this.root}/state`);
  }

  case(position: number): Promise<CaseToRead> {
    return this.get(`${this.root}/cases/${position}`);
  }

  seriesMetadata(position: number, series: number): Promise<FrameMetadata[]> {
    return this.get(`${this.seriesRoot(position, series)}/metadata`);
  }

  /** The address of a slice, counted from 1 as DICOMweb counts frames. */
  frameUrl(position: number, series: number, frame: number): string {
    return `${this.seriesRoot(position, series)}/frames/${frame}`;
  }

  /** `keepalive` lets the request outlive the page. */
  saveDraft(position: number, draft: Draft, keepalive = false): Promise<SavedDraft> {
    return this.send('PUT', `${this.root}/cases/${position}/draft`, draft, keepalive);
  }

  saveLinking(position: number, stage: Stage, linking: Linking): Promise<object> {
    return this.send('PUT', `${this.root}/cases/${position}/linking`, { stage, ...linking }, false);
  }

  lock(position: number, request: LockRequest): Promise<LockedReading> {
    return this.send('POST', `${this.root}/cases/${position}/lock`, request, false);
  }

  skip(position: number, request: SkipRequest): Promise<LockedReading> {
    return this.send('POST', `${this.root}/cases/${position}/skip`, request, false);
  }

  correct(position: number, request: CorrectRequest): Promise<CorrectedReading> {
    return this.send('POST', `${this.root}/cases/${position}/correct`, request, false);
  }

  private seriesRoot(position: number, series: number): string {
    return `${this.root}/cases/${position}/series/${series}`;
  }

  private get<T>(url: string): Promise<T> {
    return request<T>(url, { headers: { Accept: 'application/json' } });
  }

  private send<T>(method: 'PUT' | 'POST', url: string, body: Draft | SkipRequest | CorrectRequest | Linking, keepalive: boolean): Promise<T> {
    return request<T>(url, {
      method,
      keepalive,
      body: JSON.stringify(body),
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        RequestVerificationToken: this.antiforgeryToken,
      },
    });
  }
}

/** A request without an answer within this time counts as unreachable. */
const patience = 20_000;

async function request<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    // `manual`: a redirect to the sign-in page is a lost session, not an answer.
    response = await fetch(url, { ...init, credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(patience) });
  } catch (error) {
    throw new RequestFailed('unreachable', `The server cannot be reached (${error instanceof Error ? error.message : 'no answer'}).`);
  }
  if (response.type === 'opaqueredirect' || response.status === 401) {
    throw new RequestFailed('signed-out', 'You have been signed out.');
  }
  if (response.status >= 500 || response.status === 408 || response.status === 429) {
    throw new RequestFailed('unreachable', `The server is in trouble (${response.status}).`);
  }
  if (!response.ok) {
    const refusal = readRefusal(await response.json().catch(() => null));
    throw new RequestFailed('refused', refusal.message ?? fallbackOf(response.status), refusal);
  }
  return (await response.json()) as T;
}

function fallbackOf(status: number): string {
  return status === 403 ? 'You may not read this session.' : `The server refused the request (${status}).`;
}
