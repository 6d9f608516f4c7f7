import { cache, getRenderingCapabilities, getWebWorkerManager, init as initCore, setUseCPURendering } from '@cornerstonejs/core';
import { init as initLoader } from '@cornerstonejs/dicom-image-loader';
import { addTool, init as initTools, PanTool, WindowLevelTool, ZoomTool } from '@cornerstonejs/tools';
import { decoders, takeDecoder } from './decoder';
import { sliceHeaders } from './slowLink';

/** The decoded slices kept: two cases of four phases with 300 slices each fit. */
const mostBytes = 1.5 * 1024 ** 3;

export type RenderingPath = 'gpu' | 'cpu';

let started: RenderingPath | null = null;

/** Starts Cornerstone once; says which way it draws. A software rasteriser is slower than drawing on the CPU, so that is used instead. */
export function startCornerstone(): RenderingPath {
  if (started !== null) {
    return started;
  }
  const { webgl, softwareRasterizer } = getRenderingCapabilities();
  const path: RenderingPath = webgl && !softwareRasterizer ? 'gpu' : 'cpu';
  initCore();
  setUseCPURendering(path === 'cpu');
  // Registered before the loader does: it takes those that are there.
  getWebWorkerManager().registerWorker('dicomImageLoader', takeDecoder, { maxWorkerInstances: decoders });
  initLoader({ maxWebWorkers: decoders, beforeSend: () => ({ ...sliceHeaders() }) });
  initTools();
  [WindowLevelTool, PanTool, ZoomTool].forEach((tool) => addTool(tool));
  cache.setMaxCacheSize(mostBytes);
  started = path;
  return path;
}
