import OpenSeadragon from 'openseadragon';
import type { PictureOfCase } from '../contract';
import type { PictureView } from './linkedViews';
import { topLevel, type TilePlace } from './tiles';

export interface SlideViewEvents {
  /** The view has moved, on the screen. */
  moved(view: PictureView): void;
  /** A tile could not be loaded, however often it was tried. */
  failed(): void;
}

/** How long a drawing that never comes is waited for, in milliseconds. */
const drawnWithin = 8000;

/** How often a tile that did not come is asked for again. */
const retries = 2;

/** OpenSeadragon on one picture. The only module that knows how tiles are drawn. */
export class SlideView {
  private readonly viewer: OpenSeadragon.Viewer;

  constructor(
    element: HTMLElement,
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
    });
    this.viewer.addHandler('viewport-change', () => this.tellMoved());
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
