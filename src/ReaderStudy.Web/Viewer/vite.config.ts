import { defineConfig } from 'vite';
import { slimCornerstone } from './build/slimCornerstone.ts';
import { slimDcmjs } from './build/slimDcmjs.ts';
import { patchCornerstone } from './build/patchCornerstone.ts';
import { patchOpenSeadragon } from './build/patchOpenSeadragon.ts';

/** What is read after the first pictures, by package; a package's own dependencies stand before it. */
const later = [
  // What fetches the parts must not lie in one of them.
  { name: 'parts', test: /vite\/preload-helper/, priority: 9 },
  { name: 'dicom', test: /(node_modules[\\/](loglevel|dicom-parser|pako)[\\/]|slim-dcmjs)/, priority: 4 },
  { name: 'geometry', test: /node_modules[\\/](@kitware|gl-matrix|globalthis|fast-deep-equal)[\\/]/, priority: 3 },
  { name: 'core', test: /node_modules[\\/]@cornerstonejs[\\/](core|metadata|utils|dicom-image-loader|calculate-suv|codec-)/, priority: 2 },
  { name: 'tools', test: /node_modules[\\/]@cornerstonejs[\\/]tools[\\/]/, priority: 1 },
];

export default defineConfig({
  base: '/viewer/',
  publicDir: false,
  plugins: [slimCornerstone(), slimDcmjs(), patchCornerstone(), patchOpenSeadragon()],
  worker: { format: 'es', plugins: () => [slimCornerstone()] },
  build: {
    target: 'es2022',
    outDir: '../wwwroot/viewer',
    emptyOutDir: true,
    // Not `.vite/manifest.json`: a folder whose name begins with a dot is no static web asset.
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: 'src/main.ts',
      // In parts of one size, so that they are fetched and read side by side.
      output: { codeSplitting: { groups: later } },
    },
  },
});
