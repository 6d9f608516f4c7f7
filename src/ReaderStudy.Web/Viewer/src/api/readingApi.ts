import type { AiLogRequest, CaseOverlays } from '../overlays/overlayContract';
import type {
  AiOutput,
  CaseToRead,
  CorrectedReading,
  CorrectRequest,
  Draft,
  FrameMetadata,
  LockedReading,
  LockRequest,
  OpenRoom,
  Outline,
  SavedDraft,
  SessionState,
  SkipRequest,
  Stage,
} from '../contract';
import type { Linking } from '../hanging/hangingContract';
import type { SeenBatch } from '../seen/seenBatch';
import { readRefusal } from './refusal';
import { RequestFailed } from './requestFailed';

/** The reading session's address space on the server. Images are addressed by position, never by UID. */
export class ReadingApi {
  private readonly root: string;
  /** Whether a lock opens the case after it at once; not where something else is shown in between. */
  opensNext = false;
  /** What was asked for ahead, by address; each answer is given out once. */
  private readonly ahead = new Map<string, Promise<unknown>>();

  constructor(
    sessionId: string,
    private readonly antiforgeryToken: string,
  ) {
    this.root = `/reading/${encodeURIComponent(sessionId)}`;
  }

  state(): Promise<SessionState> {
    return this.get(`${this.root}/state`);
  }

  /** `ahead`: it will be asked for once more, and that is answered by this. */
  case(position: number, ahead = false): Promise<CaseToRead> {
    return this.get(this.caseUrl(position), ahead);
  }

  /** `ahead` as for `case`. */
  seriesMetadata(position: number, series: number, ahead = false): Promise<FrameMetadata[]> {
    return this.get(`${this.seriesRoot(position, series)}/metadata`, ahead);
  }

  /** The address of a slice, counted from 1 as DICOMweb counts frames. */
  frameUrl(position: number, series: number, frame: number): string {
    return `${this.seriesRoot(position, series)}/frames/${frame}`;
  }

  /** The address of a tile of a picture. */
  tileUrl(position: number, picture: number, { level, column, row }: { readonly level: number; readonly column: number; readonly row: number }): string {
    return `${this.root}/cases/${position}/pictures/${picture}/tiles/${level}/${column}_${row}`;
  }

  /** `keepalive` lets the request outlive the page. */
  saveDraft(position: number, draft: Draft, keepalive = false): Promise<SavedDraft> {
    return this.send('PUT', `${this.root}/cases/${position}/draft`, draft, keepalive);
  }

  saveLinking(position: number, stage: Stage, linking: Linking): Promise<object> {
    return this.send('PUT', `${this.root}/cases/${position}/linking`, { stage, ...linking }, false);
  }

  /** The case that is read next comes with the answer, and is given to who asks for it next. */
  async lock(position: number, request: LockRequest): Promise<LockedReading> {
    const locked = await this.send<LockedReading>('POST', `${this.root}/cases/${position}/lock${this.opensNext ? '?open=true' : ''}`, request, false);
    if (locked.case !== undefined) {
      this.ahead.set(this.caseUrl(locked.case.position), Promise.resolve(locked.case));
    }
    return locked;
  }

  skip(position: number, request: SkipRequest): Promise<LockedReading> {
    return this.send('POST', `${this.root}/cases/${position}/skip`, request, false);
  }

  correct(position: number, request: CorrectRequest): Promise<CorrectedReading> {
    return this.send('POST', `${this.root}/cases/${position}/correct`, request, false);
  }

  /** The session is read on this page from now on. */
  goOnAt(page: string): Promise<OpenRoom> {
    return this.send('PUT', `${this.root}/page/${page}`, {}, false);
  }

  isReadAt(page: string): Promise<OpenRoom> {
    return this.get(`${this.root}/page/${page}`);
  }

  /** What the page showed. `keepalive` lets the request outlive the page. */
  seen(position: number, batch: SeenBatch, keepalive: boolean): Promise<unknown> {
    return this.send('POST', `${this.root}/cases/${position}/seen`, batch, keepalive);
  }

  /** Resolves to the UID of the outline, the answer to its question. */
  async saveOutline(position: number, question: string, outline: Outline): Promise<string> {
    const { mask } = await this.send<{ readonly mask: string }>('PUT', this.outlineUrl(position, question), outline, false);
    return mask;
  }

  outline(position: number, question: string, uid: string): Promise<Outline> {
    return this.get(`${this.outlineUrl(position, question)}?mask=${encodeURIComponent(uid)}`);
  }

  private outlineUrl(position: number, question: string): string {
    return `${this.root}/cases/${position}/outlines/${encodeURIComponent(question)}`;
  }

  private caseUrl(position: number): string {
    return `${this.root}/cases/${position}`;
  }

  /** Asks for the AI where the arm shows it on request; the server writes that down. */
  revealAi(position: number, stage: Stage): Promise<{ readonly ai: AiOutput }> {
    return this.send('POST', `${this.root}/cases/${position}/ai`, { stage }, false);
  }

  /** What the AI drew on the series of the case; refused before the AI is shown. */
  overlays(position: number): Promise<CaseOverlays> {
    return this.get(`${this.root}/cases/${position}/ai/overlays`);
  }

  logAi(position: number, request: AiLogRequest, keepalive: boolean): Promise<unknown> {
    return this.send('POST', `${this.root}/cases/${position}/ai/log`, request, keepalive);
  }

  private seriesRoot(position: number, series: number): string {
    return `${this.root}/cases/${position}/series/${series}`;
  }

  private get<T>(url: string, ahead = false): Promise<T> {
    const known = this.ahead.get(url) as Promise<T> | undefined;
    this.ahead.delete(url);
    const answer = known ?? request<T>(url, { headers: { Accept: 'application/json' } });
    if (ahead) {
      this.ahead.set(url, answer);
      // Who asks again is told what went wrong; until then nobody has to know.
      answer.catch(() => undefined);
    }
    return answer;
  }

  private send<T>(method: 'PUT' | 'POST', url: string, body: object, keepalive: boolean): Promise<T> {
    const text = JSON.stringify(body);
    return request<T>(url, {
      method,
      keepalive: keepalive && new TextEncoder().encode(text).length <= mostKeptAlive,
      body: text,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        RequestVerificationToken: this.antiforgeryToken,
      },
    });
  }
}

/** Browsers refuse a request that is to outlive its page with a body of more than 64 KB in all; such a one goes out as any other. */
const mostKeptAlive = 60_000;

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
