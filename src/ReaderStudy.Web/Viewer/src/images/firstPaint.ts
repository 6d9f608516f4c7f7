import type { FrameMetadata } from '../contract';
import { paintGreys } from './greys';
import { partOf } from './multipart';
import { hasSquarePixels, numbers } from './sliceGeometry';
import type { VoiWindow } from './voiWindow';

/** Pictures that were drawn before the room was there, by the slice's address, with the window they show. */
const drawnBefore = new Map<string, { readonly canvas: HTMLCanvasElement; readonly window: VoiWindow }>();

/** Keeps a picture for the room, which shows it in its own place. */
export function keepPicture(url: string, canvas: HTMLCanvasElement, window: VoiWindow): void {
  drawnBefore.set(url, { canvas, window });
}

/** Shows a picture that was drawn before the room was there; false when there is none with this window. */
export function showKeptPicture(url: string, canvas: HTMLCanvasElement, window: VoiWindow): boolean {
  const kept = drawnBefore.get(url);
  drawnBefore.delete(url);
  if (kept === undefined || kept.window.center !== window.center || kept.window.width !== window.width) {
    return false;
  }
  canvas.width = kept.canvas.width;
  canvas.height = kept.canvas.height;
  canvas.getContext('2d')?.drawImage(kept.canvas, 0, 0);
  return true;
}

/** A slice as the server sent it. */
export interface SentSlice {
  readonly ok: boolean;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Asks for a slice. Who does not wait for it need not know that it does not come. */
export function fetchSlice(url: string): Promise<SentSlice> {
  const sent = fetch(url, { credentials: 'same-origin' }).then(async (response) => ({
    ok: response.ok,
    contentType: response.headers.get('Content-Type') ?? '',
    body: new Uint8Array(await response.arrayBuffer()),
  }));
  sent.catch(() => undefined);
  return sent;
}

/**
 * Draws a slice on a plain canvas, a second before Cornerstone can on a cold start.
 * Only for square 16-bit grey pixels without compression; false when the slice is of another kind, or no longer `wanted` when it comes. For the eye only: nothing is measured or timed on it.
 */
export async function paintSlice(
  canvas: HTMLCanvasElement,
  { sent, metadata, window, wanted }: { readonly sent: Promise<SentSlice>; readonly metadata: FrameMetadata | Promise<FrameMetadata>; readonly window: VoiWindow; readonly wanted: () => boolean },
): Promise<boolean> {
  const frame = await metadata;
  const value = (tag: string, otherwise: number): number => numbers(frame[tag])[0] ?? otherwise;
  const [rows, columns] = [value('00280010', 0), value('00280011', 0)];
  if (value('00280100', 0) !== 16 || value('00280002', 1) !== 1 || rows * columns === 0 || !hasSquarePixels(frame)) {
    return false;
  }
  const { ok, contentType, body } = await sent;
  if (!ok || !/1\.2\.840\.10008\.1\.2(\.1)?["\s;]*$/.test(contentType)) {
    return false;
  }
  const part = partOf(body, contentType);
  if (part === null || part.length < rows * columns * 2 || !wanted()) {
    return false;
  }
  const bytes = part.slice(0, rows * columns * 2).buffer;
  const pixels = value('00280103', 0) === 1 ? new Int16Array(bytes) : new Uint16Array(bytes);
  const [slope, intercept] = [value('00281053', 1), value('00281052', 0)];
  return paintGreys(canvas, { rows, columns, pixels, slope, intercept, inverted: frame['00280004']?.Value?.[0] === 'MONOCHROME1' }, window);
}
