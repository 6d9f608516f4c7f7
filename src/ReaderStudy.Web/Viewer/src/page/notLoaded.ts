import { button, element } from '../dom/element';

/** The screen of a page whose program did not come whole, as after a new version or without a network. */
export function notLoadedMessage(reload: () => void): HTMLElement {
  return element('section', 'whole-page', { role: 'alert' }, [
    element('h1', '', {}, ['The page could not be loaded']),
    element('p', '', {}, ['A part of its program did not come. Nothing you answered is lost.']),
    element('nav', 'ways', { 'aria-label': 'Go on' }, [button('primary', 'Load the page again', null, reload)]),
  ]);
}
