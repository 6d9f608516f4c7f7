import { Enums, imageLoader, metaData, type Types, utilities } from '@cornerstonejs/core';
import type { DicomElement } from '../contract';
import { cacheSlice } from '../images/cacheSlice';
import { forgetSlice } from '../images/forgetSlice';
import { numbers } from '../images/sliceGeometry';
import type { HungSeries } from '../images/hungSeries';
import { scheme } from './hungPlane';
import type { PlaneStack } from './planeStack';
import { originOf } from './planes';
import { asItIs, commonRescale, extentOf, type Rescale } from './rescale';
import { neededSlices, type Pixels, reslice } from './reslice';

/** Slices that are cut from other stacks, for Cornerstone: they are stacks of their own, so that they are drawn without a GPU too. */

interface Known {
  readonly stack: PlaneStack;
  readonly index: number;
}

const known = new Map<string, Known>();
let started = false;

/** Makes Cornerstone understand the addresses of such slices; once is enough. */
export function startPlanes(): void {
  if (!started) {
    started = true;
    imageLoader.registerImageLoader(scheme, (imageId: string) => ({ promise: cut(imageId) }));
    metaData.addProvider(describe, 10_000);
  }
}

export function registerPlane({ plane, imageIds }: HungSeries): void {
  if (plane !== undefined) {
    imageIds.forEach((imageId, index) => known.set(imageId, { stack: plane, index }));
  }
}

/** Gives back all slices that were cut from a stack. */
export function forgetPlanesOf({ imageIds }: HungSeries): void {
  for (const [imageId, { stack }] of known) {
    if (stack.sourceIds[0] === imageIds[0]) {
      known.delete(imageId);
      forgetSlice(imageId);
    }
  }
}

async function cut(imageId: string): Promise<Types.IImage> {
  const { stack, index } = find(imageId);
  const needed = neededSlices(stack.source, stack.plan, index, stack.slab);
  const loaded = new Map<number, Types.IImage>();
  await Promise.all(
    needed.map(async (k) => {
      loaded.set(k, await cacheSlice(stack.sourceIds[k] ?? '', { requestType: Enums.RequestType.Interaction, priority: 0 }));
    }),
  );
  find(imageId);
  const common = commonRescale([...loaded.values()].map(rescaleOf));
  const pixels = reslice(stack.source, stack.plan, index, stack.slab, (k) => pixelsOf(loaded.get(k), common === null), common ?? asItIs);
  return imageOf(imageId, stack, pixels);
}

function find(imageId: string): Known {
  const found = known.get(imageId);
  if (found === undefined) {
    throw new Error('The case of this plane has left the screen.');
  }
  return found;
}

/** What the loader has left to be done. */
function rescaleOf({ preScale, slope, intercept }: Types.IImage): Rescale {
  return preScale?.scaled === true ? asItIs : { slope, intercept };
}

/** @param shown In the units that are shown; else as they are stored. */
function pixelsOf(image: Types.IImage | undefined, shown: boolean): Pixels {
  if (image === undefined) {
    throw new Error('A slice of the stack is missing.');
  }
  const stored = image.getPixelData() as Pixels;
  const { slope, intercept } = rescaleOf(image);
  return shown && (slope !== 1 || intercept !== 0) ? Float32Array.from(stored, (v) => v * slope + intercept) : stored;
}

function imageOf(imageId: string, { plan, frame }: PlaneStack, pixels: Int16Array<ArrayBuffer>): Types.IImage {
  const voxelManager = utilities.VoxelManager.createImageVoxelManager({
    height: plan.rows,
    width: plan.columns,
    numberOfComponents: 1,
    scalarData: pixels,
    id: imageId,
  });
  const { lowest, highest } = extentOf(pixels);
  const [center, width] = windowOf(frame);
  const image = {
    imageId,
    minPixelValue: lowest,
    maxPixelValue: highest,
    slope: 1,
    intercept: 0,
    windowCenter: center,
    windowWidth: width,
    voiLUTFunction: 'LINEAR',
    rows: plan.rows,
    columns: plan.columns,
    height: plan.rows,
    width: plan.columns,
    color: false,
    rgba: false,
    numberOfComponents: 1,
    columnPixelSpacing: plan.pixel,
    rowPixelSpacing: plan.pixel,
    sliceThickness: plan.across.spacing,
    invert: frame['00280004']?.Value?.[0] === 'MONOCHROME1',
    photometricInterpretation: text(frame['00280004']) ?? 'MONOCHROME2',
    dataType: 'Int16Array',
    sizeInBytes: pixels.byteLength,
    preScale: { enabled: true, scaled: true, scalingParameters: { rescaleSlope: 1, rescaleIntercept: 0, modality: modalityOf(frame) } },
    getPixelData: () => pixels,
    getCanvas: undefined,
    voxelManager,
  };
  return image as unknown as Types.IImage;
}

/** What Cornerstone asks about a slice. */
function describe(type: string, imageId: unknown): unknown {
  const found = typeof imageId === 'string' ? known.get(imageId) : undefined;
  if (found === undefined) {
    return undefined;
  }
  const { plan, frame } = found.stack;
  const [center, width] = windowOf(frame);
  const [rowCosines, columnCosines] = [[...plan.right.direction], [...plan.down.direction]];
  switch (type) {
    case 'imagePlaneModule':
      return {
        frameOfReferenceUID: text(frame['00200052']),
        rows: plan.rows,
        columns: plan.columns,
        imageOrientationPatient: [...rowCosines, ...columnCosines],
        rowCosines,
        columnCosines,
        imagePositionPatient: [...originOf(plan, found.index)],
        sliceThickness: plan.across.spacing,
        pixelSpacing: [plan.pixel, plan.pixel],
        rowPixelSpacing: plan.pixel,
        columnPixelSpacing: plan.pixel,
        usingDefaultValues: false,
      };
    case 'imagePixelModule':
      return {
        samplesPerPixel: 1,
        photometricInterpretation: text(frame['00280004']) ?? 'MONOCHROME2',
        rows: plan.rows,
        columns: plan.columns,
        bitsAllocated: 16,
        bitsStored: 16,
        highBit: 15,
        pixelRepresentation: 1,
      };
    case 'generalSeriesModule':
      return { modality: modalityOf(frame), seriesInstanceUID: text(frame['0020000E']), seriesNumber: 0 };
    case 'voiLutModule':
      return { windowCenter: [center], windowWidth: [width], voiLUTFunction: 'LINEAR' };
    case 'modalityLutModule':
      return { rescaleSlope: 1, rescaleIntercept: 0 };
    default:
      return undefined;
  }
}

function windowOf(frame: PlaneStack['frame']): readonly [number, number] {
  return [numbers(frame['00281050'])[0] ?? 40, numbers(frame['00281051'])[0] ?? 400];
}

function modalityOf(frame: PlaneStack['frame']): string {
  return text(frame['00080060']) ?? 'CT';
}

function text(element: DicomElement | undefined): string | undefined {
  const value = element?.Value?.[0];
  return value === undefined ? undefined : String(value);
}
