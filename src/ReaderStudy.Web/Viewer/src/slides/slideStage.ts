import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, PictureOfCase } from '../contract';
import { button, element } from '../dom/element';
import { LoadQueue } from '../images/loadQueue';
import type { World } from '../images/slicePlane';
import { type SliceView, SliceViews } from '../images/sliceView';
import { layOutViewports } from '../images/viewportLayout';
import type { Command } from '../page/keyMap';
import type { PictureOnScreen } from '../seen/seenBatch';
import { LinkedViews, type PictureView } from './linkedViews';
import { PictureFrame } from './pictureFrame';
import { PictureSlice } from './pictureSlice';
import type { SlideView } from './slideView';
import { openingTiles } from './tiles';

export interface SlideStageEvents {
  /** Every picture of the case is drawn. */
  imagesShown(position: number): void;
  /** Something else is on the screen: another place, magnification or size, or nothing. */
  lookChanged(): void;
}

/** A screen holds no more pictures at a useful size. */
const mostPictures = 4;
/** What a key moves and zooms. */
const panShare = 0.2;
const zoomStep = 1.2;

interface Hung {
  readonly frame: PictureFrame;
  readonly view: SlideView;
  readonly slice: PictureSlice;
}

/** The slides and photographs of a case, side by side; linked ones show the same place. Takes its place on the page only where a case has some. */
export class SlideStage {
  readonly root = element('div', 'slides', { 'aria-label': 'Slides', role: 'group' });
  /** For what is drawn over the pictures; none while they are covered. */
  readonly slices = new SliceViews();
  /** Whether the hand on a picture draws. */
  isHeld: () => boolean = () => false;
  private readonly grid = element('div', 'stage-grid');
  private readonly linkButton = button('tool', 'Linked', 'L', () => this.toggleLink());
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  private readonly ahead = new LoadQueue(2);
  private pictures: readonly PictureOfCase[] = [];
  private hung: Hung[] = [];
  private links = new LinkedViews([]);
  private key = '';
  private position = 0;
  private settled = true;
  private turn = 0;
  private active = 0;
  private large: number | null = null;
  /** Keys go to the images beside the pictures. */
  private aside = false;

  constructor(
    private readonly api: ReadingApi,
    private readonly events: SlideStageEvents,
  ) {
    this.root.hidden = true;
    this.root.append(
      element('div', 'toolbar', { role: 'toolbar', 'aria-label': 'Slides' }, [
        element('span', 'spring'),
        this.linkButton,
        button('tool', 'Next', 'J', () => this.next()),
        button('tool', 'Turn', 'O', () => this.hung[this.active]?.view.rotate()),
        button('tool', 'Enlarge', 'X', () => this.toggleLarge()),
        button('tool', 'Whole', 'F', () => this.whole()),
      ]),
      element('div', 'slides-place', {}, [this.grid]),
    );
    this.root.addEventListener('contextmenu', (event) => event.preventDefault());
    new ResizeObserver(() => this.layOut()).observe(this.root);
  }

  /** Whether the pictures of the case, if it has any, are on the screen. */
  isShowing(toRead: CaseToRead): boolean {
    return this.settled && this.key === keyOf(toRead);
  }

  /** Covers the pictures while another case takes their place. */
  cover(): void {
    this.root.classList.add('covered');
    this.slices.use([]);
    this.events.lookChanged();
  }

  /** The pictures that can be seen now; none while they are covered, or on their way. */
  onScreen(): PictureOnScreen[] {
    if (!this.settled || this.root.hidden || this.root.classList.contains('covered')) {
      return [];
    }
    return this.hung.flatMap(({ view }, place) => {
      const [picture, at] = [this.pictures[place], view.view(true)];
      if (picture === undefined || at === null || (this.large ?? place) !== place) {
        return [];
      }
      const scale = at.zoom * devicePixelRatio;
      return [{ picture: picture.index, scale: Number.isFinite(scale) && scale > 0 ? scale : null }];
    });
  }

  /** The picture that has the keys; null: none. */
  get activeSlice(): SliceView | null {
    return this.root.hidden || this.aside ? null : (this.slices.all[this.active] ?? null);
  }

  /** Gives a picture the keys. */
  activate(place: number): void {
    this.setActive(place);
  }

  /** Leaves the keys to the images beside the pictures. */
  stepAside(): void {
    this.aside = true;
    this.hung.forEach(({ frame }) => frame.setActive(false));
  }

  /** Moves a place of a picture into sight, where it is not. */
  bringIn(place: number, [x, y]: World): void {
    this.hung[place]?.view.bringIn([x + 0.5, y + 0.5]);
  }

  /** Shows the pictures of a case, or makes way where it has none. Resolves when they are drawn, or another case was asked for meanwhile. */
  async show(toRead: CaseToRead): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const pictures = (toRead.pictures ?? []).slice(0, mostPictures);
    this.settled = false;
    this.slices.use([]);
    [this.key, this.position, this.aside, this.large] = [keyOf(toRead), toRead.position, false, null];
    this.root.hidden = pictures.length === 0;
    this.root.parentElement?.setAttribute('data-pictures', pictures.length === 0 ? 'none' : toRead.series.length === 0 ? 'only' : 'beside');
    this.ahead.drop();
    if (pictures.length > 0) {
      await this.hang(pictures, turn);
    } else {
      this.hung.forEach(({ view }) => view.close());
    }
    if (turn === this.turn) {
      this.settled = true;
      this.root.classList.remove('covered');
      this.events.lookChanged();
    }
  }

  /** Fetches the tiles with which a case opens, into the browser's own cache. */
  async prepare(toRead: CaseToRead): Promise<void> {
    const pictures = (toRead.pictures ?? []).slice(0, mostPictures);
    if (pictures.length === 0) {
      return;
    }
    await import('./slideView');
    const across = Math.max(600, this.root.parentElement?.clientWidth ?? 0) * devicePixelRatio;
    const urls = pictures.flatMap((p) => openingTiles(p, across / pictures.length).map((place) => this.api.tileUrl(toRead.position, p.index, place)));
    await this.ahead.run(urls.map((url) => () => fetched(url)));
  }

  /** Obeys what concerns the pictures while keys go to them; false when the command is another's. */
  obey(command: Command): boolean {
    if (this.root.hidden) {
      return false;
    }
    if (command.kind === 'next-picture') {
      this.next();
      return true;
    }
    const view = this.hung[this.active]?.view;
    if (this.aside || view === undefined) {
      return false;
    }
    switch (command.kind) {
      case 'pan':
        view.pan(command.across * panShare, command.down * panShare);
        return true;
      case 'zoom':
        view.zoomBy(zoomStep ** command.by);
        return true;
      case 'scroll':
        view.zoomBy(zoomStep ** -command.by);
        return true;
      case 'scroll-to':
        if (command.end === 'last') {
          view.zoomToPixels();
        } else {
          this.whole();
        }
        return true;
      case 'fit':
        this.whole();
        return true;
      case 'turn':
        view.rotate();
        return true;
      case 'link':
        this.toggleLink();
        return true;
      case 'enlarge':
        this.toggleLarge();
        return true;
      case 'window':
      case 'window-step':
        return true;
      default:
        return false;
    }
  }

  private async hang(pictures: readonly PictureOfCase[], turn: number): Promise<void> {
    const { SlideView: View } = await import('./slideView');
    if (turn !== this.turn) {
      return;
    }
    this.hung.splice(pictures.length).forEach(({ frame, view }) => {
      view.close();
      frame.root.remove();
    });
    while (this.hung.length < pictures.length) {
      this.hung.push(this.newFrame(this.hung.length, View));
    }
    this.pictures = pictures;
    this.links = new LinkedViews(pictures);
    this.showLinked();
    this.slices.use(this.hung.map(({ slice }) => slice));
    this.setActive(0);
    this.layOut();
    await Promise.all(pictures.map((picture, place) => this.open(picture, place)));
    if (turn === this.turn) {
      this.events.imagesShown(this.position);
    }
  }

  private async open(picture: PictureOfCase, place: number): Promise<void> {
    const position = this.position;
    const hung = this.hung[place];
    hung?.frame.showPicture(picture);
    hung?.slice.show(picture);
    await hung?.view.open(picture, (tile) => this.api.tileUrl(position, picture.index, tile));
  }

  private newFrame(place: number, View: typeof SlideView): Hung {
    const frame = new PictureFrame();
    this.grid.append(frame.root);
    const view = new View(
      frame.view,
      frame.map,
      {
        moved: (shown) => this.moved(place, shown),
        drawn: () => this.drawn(place),
        isHeld: () => this.isHeld(),
        failed: () => frame.showTrouble('Parts of this picture could not be loaded.', () => void this.reopen(place)),
      },
      this.calm,
    );
    for (const kind of ['pointerdown', 'wheel'] as const) {
      frame.root.addEventListener(kind, () => this.setActive(place), { capture: true, passive: true });
    }
    frame.root.addEventListener('dblclick', () => this.toggleLarge());
    return { frame, view, slice: new PictureSlice(place, frame, view) };
  }

  /** Asks for what is missing again, at the same place. */
  private async reopen(place: number): Promise<void> {
    const [picture, view] = [this.pictures[place], this.hung[place]?.view];
    const at = view?.view() ?? null;
    if (picture !== undefined && view !== undefined && at !== null) {
      await this.open(picture, place);
      view.show(at);
    }
  }

  private moved(place: number, shown: PictureView): void {
    this.hung[place]?.frame.showView(shown);
    this.events.lookChanged();
    if (this.links.linked && place === this.active && this.hung.length > 1) {
      this.hung.forEach(({ view }, other) => {
        if (other !== place) {
          view.show(this.links.follow(place, shown, other));
        }
      });
    }
  }

  private drawn(place: number): void {
    const view = this.slices.all[place];
    if (view !== undefined) {
      this.slices.tell(view);
    }
  }

  private toggleLink(): void {
    if (this.links.linked) {
      this.links.linked = false;
    } else {
      this.links.link(this.hung.flatMap(({ view }) => view.view() ?? []));
    }
    this.showLinked();
  }

  private showLinked(): void {
    this.linkButton.hidden = this.hung.length < 2;
    this.linkButton.setAttribute('aria-pressed', String(this.links.linked));
    const label = this.linkButton.querySelector('span');
    if (label !== null) {
      label.textContent = this.links.linked ? 'Linked' : 'Unlinked';
    }
  }

  private whole(): void {
    this.hung.forEach(({ view }, place) => {
      if (place === this.active || !this.links.linked) {
        view.whole();
      }
    });
  }

  /** The next picture takes the keys; after the last the images beside them, where there are some. */
  private next(): void {
    const beside = this.root.parentElement?.getAttribute('data-pictures') === 'beside';
    const last = this.active === this.hung.length - 1;
    if (beside && last && !this.aside) {
      this.stepAside();
    } else {
      this.setActive(this.aside ? 0 : (this.active + 1) % Math.max(1, this.hung.length));
    }
  }

  private setActive(place: number): void {
    this.aside = false;
    this.active = place;
    const many = this.hung.length > 1 || this.root.parentElement?.getAttribute('data-pictures') === 'beside';
    this.hung.forEach(({ frame }, i) => frame.setActive(i === this.active && many));
    if (this.large !== null) {
      this.large = this.active;
      this.layOut();
    }
  }

  private toggleLarge(): void {
    this.large = this.large === null && this.hung.length > 1 ? this.active : null;
    this.layOut();
  }

  private layOut(): void {
    layOutViewports(
      this.grid,
      this.hung.map(({ frame }) => frame.root),
      this.root.clientWidth,
      this.root.clientHeight,
    );
    this.hung.forEach(({ frame }, i) => frame.root.classList.toggle('large', i === this.large));
    this.events.lookChanged();
  }
}

function keyOf({ position, pictures }: CaseToRead): string {
  return [position, ...(pictures ?? []).map((p) => p.index)].join(' ');
}

/** As the drawing will ask for it, so that it is the same answer in the browser's cache. */
function fetched(url: string): Promise<void> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve();
    image.onerror = () => resolve();
    image.src = url;
  });
}
