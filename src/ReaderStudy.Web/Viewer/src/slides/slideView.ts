import OpenSeadragon from 'openseadragon';
import type { PictureOfCase } from '../contract';
import type { Point } from '../images/slicePlane';
import type { PictureView } from './linkedViews';
import { topLevel, type TilePlace } from './tiles';

export interface SlideViewEvents {
  /** The view has moved, on the screen. */
  moved(view: PictureView): void;
  /** The picture was drawn: what lies over it moves with it. */
  drawn(): void;
  /** Whether the hand on the picture draws: then it stays where it is. */
  isHeld(): boolean;
  /** A tile could not be loaded, however often it was tried. */
  failed(): void;
}

/** So many pixels within its edges a place is in sight. */
const inSight = 24;

/** How long a drawing that never comes is waited for, in milliseconds. */
const drawnWithin = 8000;

/** How often a tile that did not come is asked for again. */
const retries = 2;

/** OpenSeadragon on one picture. The only module that knows how tiles are drawn. */
export class SlideView {
  private readonly viewer: OpenSeadragon.Viewer;

  constructor(
    private readonly element: HTMLElement,
    map: HTMLElement,
    private readonly events: SlideViewEvents,
    calm: boolean,
  ) {
    this.viewer = new OpenSeadragon.Viewer({
      element,
      drawer: 'canvas',
      // Keys are the page's; the canvas takes no focus.
      tabIndex: '' as unknown as number,
      showNavigationControl: false,
      showNavigator: true,
      navigatorElement: map,
      navigatorDrawer: 'canvas',
      navigatorBorderColor: '#2a2d30',
      navigatorDisplayRegionColor: '#569fc9',
      animationTime: calm ? 0 : 0.25,
      blendTime: 0,
      immediateRender: true,
      preserveImageSizeOnResize: true,
      visibilityRatio: 0.2,
      minZoomImageRatio: 0.7,
      maxZoomPixelRatio: 8,
      minScrollDeltaTime: 5,
      imageLoaderLimit: 6,
      tileRetryMax: retries,
      tileRetryDelay: 1500,
      maxImageCacheCount: 400,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: false, flickEnabled: false },
      gestureSettingsTouch: { dblClickToZoom: false },
      gestureSettingsPen: { clickToZoom: false, dblClickToZoom: false },
    });
    // A map that was given its place keeps the size that it had in it first.
    new ResizeObserver(() => this.viewer.navigator?.updateSize()).observe(map);
    this.viewer.addHandler('viewport-change', () => this.tellMoved());
    this.viewer.addHandler('update-viewport', () => this.events.drawn());
    for (const kind of ['canvas-drag', 'canvas-drag-end'] as const) {
      this.viewer.addHandler(kind, (event: { preventDefaultAction?: boolean }) => {
        event.preventDefaultAction = this.events.isHeld();
      });
    }
    this.viewer.addHandler('tile-load-failed', ({ tiledImage, tries }) => {
      // Also told of a tile that is tried again, and of one that was given up with its picture.
      if (tries > retries && tiledImage === this.viewer.world.getItemAt(0)) {
        this.events.failed();
      }
    });
  }

  /** Shows a picture whole. Resolves when all that is in sight has been drawn. */
  async open(picture: PictureOfCase, urlOf: (place: TilePlace) => string): Promise<void> {
    const drawn = this.nextDrawing();
    this.viewer.open({
      tileSource: {
        width: picture.width,
        height: picture.height,
        tileSize: picture.tileSize,
        tileOverlap: picture.overlap,
        minLevel: 0,
        maxLevel: topLevel(picture),
        getTileUrl: (level: number, column: number, row: number) => urlOf({ level, column, row }),
      },
    });
    await drawn;
    this.tellMoved();
  }

  close(): void {
    this.viewer.close();
  }

  get isOpen(): boolean {
    return this.viewer.world.getItemAt(0) !== undefined;
  }

  /** Where a place of the picture, counted from its corner, is drawn now. */
  toScreen([x, y]: Point): Point {
    const on = this.viewer.world.getItemAt(0)?.imageToViewerElementCoordinates(new OpenSeadragon.Point(x, y));
    const [across, down] = this.stretch();
    return [(on?.x ?? 0) * across, (on?.y ?? 0) * down];
  }

  /** The place of the picture that is drawn at a point now. */
  toPicture([x, y]: Point): Point {
    const [across, down] = this.stretch();
    const at = this.viewer.world.getItemAt(0)?.viewerElementToImageCoordinates(new OpenSeadragon.Point(x / across, y / down));
    return [at?.x ?? 0, at?.y ?? 0];
  }

  /** Moves a place of the picture, counted from its corner, to the middle where it is out of sight. */
  bringIn(at: Point): void {
    const [image, { viewport }] = [this.viewer.world.getItemAt(0), this.viewer];
    const [x, y] = this.toScreen(at);
    const size = viewport.getContainerSize();
    const isSeen = x >= inSight && y >= inSight && x <= size.x - inSight && y <= size.y - inSight;
    if (image !== undefined && !isSeen) {
      viewport.panTo(image.imageToViewportCoordinates(new OpenSeadragon.Point(at[0], at[1]), true));
    }
  }

  /** What is in sight, or will be once it has come to rest; null before a picture is open. */
  view(current = false): PictureView | null {
    const [image, { viewport }] = [this.viewer.world.getItemAt(0), this.viewer];
    if (image === undefined) {
      return null;
    }
    const { x, y } = image.viewportToImageCoordinates(viewport.getCenter(current), true);
    return { x, y, zoom: image.viewportToImageZoom(viewport.getZoom(current)), turned: viewport.getRotation() };
  }

  /** Goes to a view at once. */
  show({ x, y, zoom, turned }: PictureView): void {
    const [image, { viewport }] = [this.viewer.world.getItemAt(0), this.viewer];
    if (image !== undefined) {
      viewport.setRotation(turned, true);
      viewport.zoomTo(image.imageToViewportZoom(zoom), undefined, true);
      viewport.panTo(image.imageToViewportCoordinates(new OpenSeadragon.Point(x, y), true), true);
    }
  }

  zoomBy(factor: number): void {
    this.viewer.viewport.zoomBy(factor);
    this.viewer.viewport.applyConstraints();
  }

  /** To one pixel of the picture on one of the screen. */
  zoomToPixels(): void {
    const image = this.viewer.world.getItemAt(0);
    if (image !== undefined) {
      this.viewer.viewport.zoomTo(image.imageToViewportZoom(1));
    }
  }

  /** By shares of what is in sight. */
  pan(across: number, down: number): void {
    const { viewport } = this.viewer;
    const { width, height } = viewport.getBoundsNoRotate();
    const by = new OpenSeadragon.Point(across * width, down * height).rotate(-viewport.getRotation());
    viewport.panBy(by);
    viewport.applyConstraints();
  }

  rotate(): void {
    const { viewport } = this.viewer;
    viewport.setRotation((Math.round(viewport.getRotation() / 90) * 90 + 90) % 360, true);
  }

  /** The whole picture, upright. */
  whole(): void {
    this.viewer.viewport.setRotation(0, true);
    this.viewer.viewport.goHome();
  }

  /** OpenSeadragon counts whole pixels, and its drawing is stretched to the place that there is. */
  private stretch(): Point {
    const size = this.viewer.viewport.getContainerSize();
    const { width, height } = this.element.getBoundingClientRect();
    return size.x > 0 && size.y > 0 && width > 0 && height > 0 ? [width / size.x, height / size.y] : [1, 1];
  }

  private tellMoved(): void {
    const view = this.view(true);
    if (view !== null) {
      this.events.moved(view);
    }
  }

  private nextDrawing(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        requestAnimationFrame(() => resolve());
      };
      const timer = setTimeout(done, drawnWithin);
      this.viewer.addOnceHandler('open', () => {
        this.viewer.viewport.setRotation(0, true);
        this.viewer.viewport.goHome(true);
        const image = this.viewer.world.getItemAt(0);
        if (image === undefined || image.getFullyLoaded()) {
          done();
          return;
        }
        const loaded = (event: { readonly fullyLoaded?: boolean }): void => {
          if (event.fullyLoaded === true) {
            image.removeHandler('fully-loaded-change', loaded);
            done();
          }
        };
        image.addHandler('fully-loaded-change', loaded);
      });
    });
  }
}
