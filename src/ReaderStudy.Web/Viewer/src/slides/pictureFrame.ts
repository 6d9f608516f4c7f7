import type { PictureOfCase } from '../contract';
import { button, element, setText } from '../dom/element';
import type { PictureView } from './linkedViews';
import { magnificationWords, scaleBar } from './pictureScale';

const longestBar = 140;

/** One picture on the screen: its place, its name, how large it is, and a map of the whole. */
export class PictureFrame {
  readonly root: HTMLElement;
  /** OpenSeadragon draws here. */
  readonly view = element('div', 'picture-view', { role: 'img' });
  readonly map = element('div', 'picture-map', { 'aria-hidden': 'true' });
  /** Drawn over the picture. Neither takes the pointer. */
  readonly overlayPixels = element('canvas', 'overlay-pixels', { 'aria-hidden': 'true' });
  readonly overlay = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  private readonly label = element('span', 'phase-label');
  private readonly magnification = element('span', 'corner bottom-right');
  private readonly bar = element('i', 'scale-line');
  private readonly barWords = element('span', '');
  private readonly scale = element('span', 'corner bottom-left scale', {}, [this.bar, this.barWords]);
  private readonly troubleText = element('p', '');
  private readonly trouble: HTMLElement;
  private picture: PictureOfCase | null = null;
  private retry: () => void = () => undefined;

  constructor() {
    this.trouble = element('div', 'phase-trouble beside', { role: 'alert' }, [this.troubleText, button('', 'Try again', null, () => this.retry())]);
    this.trouble.hidden = true;
    const overlay = element('div', 'phase-overlay', { 'aria-hidden': 'true' }, [this.label, this.scale, this.magnification]);
    this.overlay.setAttribute('class', 'overlay');
    this.overlay.setAttribute('aria-hidden', 'true');
    this.root = element('div', 'phase picture', {}, [this.view, this.overlayPixels, this.overlay, this.map, overlay, this.trouble]);
  }

  showPicture(picture: PictureOfCase): void {
    this.picture = picture;
    setText(this.label, picture.label);
    this.map.style.setProperty('--ratio', String(picture.width / picture.height));
    this.trouble.hidden = true;
  }

  showView({ x, y, zoom, turned }: PictureView): void {
    if (this.picture === null) {
      return;
    }
    const microns = this.picture.micronsPerPixel ?? null;
    const words = magnificationWords(zoom, microns);
    const bar = scaleBar(zoom, microns, longestBar);
    setText(this.magnification, turned === 0 ? words : `${words}   ${turned}°`);
    this.scale.hidden = bar === null;
    this.bar.style.width = `${bar?.length ?? 0}px`;
    setText(this.barWords, bar?.words ?? '');
    this.view.setAttribute('aria-label', [this.picture.label, `magnification ${words}`, turned === 0 ? '' : `turned by ${turned} degrees`].filter((t) => t !== '').join(', '));
    Object.assign(this.root.dataset, { x: x.toFixed(2), y: y.toFixed(2), zoom: zoom.toPrecision(6), turned: String(turned) });
  }

  /** In a corner: what has come of the picture is seen. */
  showTrouble(message: string, retry: () => void): void {
    setText(this.troubleText, message);
    this.retry = () => {
      this.trouble.hidden = true;
      retry();
    };
    this.trouble.hidden = false;
  }

  setActive(active: boolean): void {
    this.root.classList.toggle('active', active);
  }
}
