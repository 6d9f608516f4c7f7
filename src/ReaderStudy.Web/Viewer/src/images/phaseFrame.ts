import { button, element, setText } from '../dom/element';
import { PlaneOverlay } from '../hanging/planeOverlay';
import type { HungSeries } from './hungSeries';
import type { LoopBar } from './loopBar';
import { edgeLetters } from './sliceGeometry';
import type { VoiWindow } from './voiWindow';

/** One phase on the screen: the place for its image, its name, and what is in the corners. */
export class PhaseFrame {
  readonly root: HTMLElement;
  /** Cornerstone draws here. */
  readonly view: HTMLDivElement;
  /** The opening slice is drawn here until Cornerstone is ready. */
  readonly firstPaint: HTMLCanvasElement;
  /** Drawn over the image: areas of pixels, and above them what has lines. Neither takes the pointer. */
  readonly overlayPixels: HTMLCanvasElement;
  readonly overlay: SVGSVGElement;
  /** Lines and landmarks over the image. */
  readonly planes = new PlaneOverlay();
  /** Told when what is said takes the image's place, and when the image is to be seen again. */
  coverChanged: () => void = () => undefined;
  private readonly label = element('span', 'phase-label');
  private readonly turn = element('span', 'corner top-right');
  private readonly slice = element('span', 'corner bottom-left');
  private readonly window = element('span', 'corner bottom-right');
  private readonly place = element('i', 'slice-place');
  private readonly edges = { left: element('span', 'edge left'), right: element('span', 'edge right'), top: element('span', 'edge top'), bottom: element('span', 'edge bottom') };
  private readonly trouble: HTMLElement;
  private readonly troubleText = element('p', '');
  private loop: LoopBar | null = null;
  /** Colours have no window. */
  private colours = false;
  private readonly again = button('', 'Try again', null, () => this.retry());
  private said = { slice: '', window: '', turned: '' };
  private retry: () => void = () => undefined;

  constructor() {
    this.view = element('div', 'phase-view', { role: 'img' });
    this.firstPaint = element('canvas', 'first-paint', { 'aria-hidden': 'true' });
    this.firstPaint.hidden = true;
    this.overlayPixels = element('canvas', 'overlay-pixels', { 'aria-hidden': 'true' });
    this.overlay = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    this.overlay.setAttribute('class', 'overlay');
    this.overlay.setAttribute('aria-hidden', 'true');
    this.trouble = element('div', 'phase-trouble', { role: 'alert' }, [this.troubleText, this.again]);
    this.trouble.hidden = true;
    const overlay = element('div', 'phase-overlay', { 'aria-hidden': 'true' }, [
      this.label,
      this.turn,
      this.slice,
      this.window,
      element('span', 'slice-rail', {}, [this.place]),
      ...Object.values(this.edges),
    ]);
    this.root = element('div', 'phase', {}, [this.view, this.firstPaint, this.overlayPixels, this.overlay, this.planes.root, overlay, this.trouble]);
  }

  /** Shows a picture in the place of the image until that is drawn. */
  showPicture(picture: HTMLCanvasElement): void {
    this.firstPaint.width = picture.width;
    this.firstPaint.height = picture.height;
    this.firstPaint.getContext('2d')?.drawImage(picture, 0, 0);
    this.firstPaint.hidden = false;
  }

  /** Screen pixels for one pixel of the picture that stands in the image's place; null: it has no size. */
  get pictureScale(): number | null {
    const { width, height, clientWidth, clientHeight } = this.firstPaint;
    const scale = Math.min(clientWidth / width, clientHeight / height) * devicePixelRatio;
    return scale > 0 && Number.isFinite(scale) ? scale : null;
  }

  showSeries(hung: HungSeries): void {
    setText(this.label, hung.label);
    this.colours = Number(hung.frames[0]?.['00280002']?.Value?.[0] ?? 1) > 1;
    if (this.colours) {
      setText(this.window, '');
      this.said.window = '';
    }
    this.root.classList.toggle('without', hung.imageIds.length === 0);
    if (hung.imageIds.length === 0) {
      this.said = { ...this.said, slice: '', window: 'no images' };
      [this.slice, this.window].forEach((corner) => setText(corner, ''));
      this.describe();
    }
    this.showTurned(hung, 0);
    this.hideTrouble();
  }

  /** The image is turned by so many quarters: what is at its edges, and that it is. */
  showTurned(hung: HungSeries, turned: number): void {
    const letters = hung.plane === undefined && hung.frames[0]?.['00200037'] === undefined ? { left: '', right: '', top: '', bottom: '' } : edgeLetters(hung.geometry, turned);
    setText(this.edges.left, letters.left);
    setText(this.edges.right, letters.right);
    setText(this.edges.top, letters.top);
    setText(this.edges.bottom, letters.bottom);
    const words = turnedWords[turned] ?? '';
    if (this.said.turned !== words) {
      setText(this.turn, turned === 0 ? '' : `${turned * 90}°`);
      this.said.turned = words;
      this.describe();
    }
  }

  /** A bar to play the frames with; null: none. */
  showLoop(bar: LoopBar | null): void {
    this.loop?.root.remove();
    this.loop = bar;
    if (bar !== null) {
      this.root.append(bar.root);
    }
  }

  /** `index` from 0. */
  showSlice(hung: HungSeries, index: number): void {
    const count = hung.imageIds.length;
    if (count > 0) {
      // What was said of another slice is not so of this one.
      this.hideTrouble();
    }
    this.loop?.showFrame(index, count);
    const height = hung.plane === undefined && hung.frames[index]?.['00200032'] === undefined ? undefined : hung.geometry.positions[index];
    setText(this.slice, `${index + 1} / ${count}${height === undefined ? '' : `   ${formatMillimetres(height)}`}`);
    this.place.style.setProperty('--share', String(count > 1 ? index / (count - 1) : 0));
    this.said.slice = `slice ${index + 1} of ${count}`;
    this.describe();
  }

  showWindow({ center, width }: VoiWindow): void {
    if (this.colours) {
      return;
    }
    setText(this.window, `W ${Math.round(width)}  L ${Math.round(center)}`.replace('-', '−'));
    this.said.window = `window ${Math.round(width)}, level ${Math.round(center)}`;
    this.describe();
  }

  /** In the place of the image. `retry` null: trying again would change nothing. */
  showTrouble(message: string, retry: (() => void) | null): void {
    this.say(message, retry, false);
  }

  /** In a corner, beside an image that is there, until another slice is shown. */
  showBeside(message: string, retry: () => void): void {
    this.say(message, retry, true);
  }

  /** The image that is wanted is there: nothing stands in its place. */
  uncover(): void {
    if (this.isCovered) {
      this.hideTrouble();
    }
  }

  /** Nothing of the image is to be seen: it is said in its place that it could not be loaded. */
  get isCovered(): boolean {
    return !this.trouble.hidden && !this.trouble.classList.contains('beside');
  }

  /** What is shown, in words. */
  get words(): string {
    return this.view.getAttribute('aria-label') ?? '';
  }

  setActive(active: boolean): void {
    this.root.classList.toggle('active', active);
  }

  private say(message: string, retry: (() => void) | null, beside: boolean): void {
    setText(this.troubleText, message);
    this.trouble.classList.toggle('beside', beside);
    this.again.hidden = retry === null;
    this.retry = () => {
      this.hideTrouble();
      retry?.();
    };
    this.trouble.hidden = false;
    this.coverChanged();
  }

  private hideTrouble(): void {
    if (!this.trouble.hidden) {
      this.trouble.hidden = true;
      this.coverChanged();
    }
  }

  private describe(): void {
    this.view.setAttribute('aria-label', [this.label.textContent ?? '', this.said.slice, this.said.window, this.said.turned].filter((t) => t !== '').join(', '));
  }
}

/** By quarters. */
const turnedWords = ['', 'turned a quarter clockwise', 'turned upside down', 'turned a quarter counterclockwise'];

function formatMillimetres(value: number): string {
  return `${value.toFixed(1).replace('-', '−')} mm`;
}
