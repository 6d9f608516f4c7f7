import type { Plugin } from 'vite';

const from = "if (!document.querySelector('style[data-openseadragon-mobile-css]')) {";

/** OpenSeadragon writes a style sheet into the page, which the page policy refuses; a build in which it does so otherwise fails. */
export function patchOpenSeadragon(): Plugin {
  return {
    name: 'patch-openseadragon',
    enforce: 'pre',
    transform(code, id) {
      if (!/openseadragon[\\/]build[\\/].*openseadragon\.js$/.test(id.split('?')[0] ?? id)) {
        return null;
      }
      if (!code.includes(from)) {
        this.error(`${id} has changed: look again whether it writes a style sheet into the page.`);
      }
      return { code: code.replace(from, 'if (false) {'), map: null };
    },
  };
}
