import type { Plugin } from 'vite';

interface Patch {
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

const patches: readonly Patch[] = [
  {
    file: /drawingSvg[\\/]drawTextBox\.js$/,
    from: "textElement.setAttribute('style', combinedStyle);",
    to: 'textElement.style.cssText = combinedStyle;',
    why: 'an inline style is refused by the page policy',
  },
  {
    file: /eventListeners[\\/]mouse[\\/]mouseDownListener\.js$/,
    from: 'const DOUBLE_CLICK_TOLERANCE_MS = 400;',
    to: 'const DOUBLE_CLICK_TOLERANCE_MS = 120;',
    why: 'a click answers 400 ms late and a second one is swallowed',
  },
  {
    file: /cpuFallback[\\/]rendering[\\/]cssPixelConversion\.js$/,
    from: "return (typeof window !== 'undefined' && window.devicePixelRatio) || 1;",
    to: 'return 1;',
    why: 'its canvas counts in CSS pixels, and on a fine screen zoom and places go wrong',
  },
  {
    file: /RenderingEngine[\\/]StackViewport\.js$/,
    from: 'const { rowPixelSpacing } = image;\n            const scale = (clientHeight * rowPixelSpacing * 0.5) / parallelScale;',
    to: 'const scale = (clientHeight * Math.min(image.rowPixelSpacing, image.columnPixelSpacing) * 0.5) / parallelScale;',
    why: 'an image whose rows lie further apart than its columns jumps when it is zoomed on the CPU',
  },
  {
    file: /wadors[\\/]findIndexOfString\.js$/,
    from: 'for (let i = offset; i < data.length; i++) {',
    to: 'for (let i = data.indexOf(token[0], offset); i !== -1; i = data.indexOf(token[0], i + 1)) {',
    why: 'the end of a slice is looked for byte by byte on the thread that draws',
  },
  {
    file: /utilities[\\/]renderingCapabilities\.js$/,
    from: 'const probed = getSupportedTextureFormats();',
    to: 'const probed = SOFTWARE_RASTERIZER_PATTERN.test(contextInfo.renderer) ? null : getSupportedTextureFormats();',
    why: 'textures are tried out on a software rasteriser, which is not used',
  },
  {
    file: /wadors[\\/]metaDataManager\.js$/,
    from: 'metadataByImageURI[imageURI] = undefined;\n    multiframeMetadataByImageURI[imageURI] = undefined;',
    to: 'delete metadataByImageURI[imageURI];\n    delete multiframeMetadataByImageURI[imageURI];',
    why: 'the names of the slices of every case that was read stay in memory',
  },
];

/** Small changes to Cornerstone; a build whose Cornerstone no longer has the line to change fails. */
export function patchCornerstone(): Plugin {
  return {
    name: 'patch-cornerstone',
    enforce: 'pre',
    transform(code, id) {
      const patch = patches.find((p) => p.file.test(id.split('?')[0] ?? id));
      if (patch === undefined) {
        return null;
      }
      if (!code.includes(patch.from)) {
        this.error(`${id} has changed: look again whether ${patch.why}.`);
      }
      return { code: code.replace(patch.from, patch.to), map: null };
    },
  };
}
