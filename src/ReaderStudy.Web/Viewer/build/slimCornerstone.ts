import type { Plugin } from 'vite';

const stubId = '\0vtk-stub';

/**
 * Leaves out the parts of vtk.js that a reading room never uses: mesh readers, 3D widgets and WebGPU.
 * The mesh readers have to go: one of them extends Node's `events`, which is empty in a browser, and the page dies at load.
 */
export function slimCornerstone(): Plugin {
  return {
    name: 'slim-cornerstone',
    enforce: 'pre',
    resolveId(source, importer) {
      const meshOrWidget = /@kitware\/vtk\.js\/(IO|Interaction\/Widgets)\//.test(source);
      const webGpu = source.includes('WebGPU') && importer !== undefined && importer.includes('vtk.js');
      return meshOrWidget || webGpu ? stubId : null;
    },
    load(id) {
      return id === stubId ? 'const stub = { newInstance: () => ({}), extend: () => {} }; export default stub;' : null;
    },
  };
}
