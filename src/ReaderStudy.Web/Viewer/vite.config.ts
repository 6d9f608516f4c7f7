import { defineConfig } from 'vite';
import { slimCornerstone } from './build/slimCornerstone.ts';
import { patchCornerstoneTools } from './build/patchCornerstoneTools.ts';
import { patchOpenSeadragon } from './build/patchOpenSeadragon.ts';

export default defineConfig({
  base: '/viewer/',
  publicDir: false,
  plugins: [slimCornerstone(), patchCornerstoneTools(), patchOpenSeadragon()],
  worker: { format: 'es', plugins: () => [slimCornerstone()] },
  build: {
    target: 'es2022',
    outDir: '../wwwroot/viewer',
    emptyOutDir: true,
    // Not `.vite/manifest.json`: a folder whose name begins with a dot is no static web asset.
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: 'src/main.ts' },
  },
});
