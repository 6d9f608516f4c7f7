import type { SessionState } from '../contract';
import { button, element } from '../dom/element';

/** What a browser tells of the screen that it is on. */
export interface ScreenNow {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Whether this is none of the screens that were checked, or one of them zoomed otherwise. */
export function isOther(checked: readonly ScreenNow[] | undefined, now: ScreenNow): boolean {
  return checked?.every(({ width, height, ratio }) => width !== now.width || height !== now.height || Math.abs(ratio - now.ratio) >= 0.01) ?? false;
}

/** Asks what to do when the page opens on a screen that was not checked; resolves at once when it was. */
export function otherScreenAsked(session: SessionState, home: string, show: (message: HTMLElement) => void): Promise<void> {
  const now = { width: screen.width, height: screen.height, ratio: devicePixelRatio };
  if (session.position === undefined || session.position === null || !isOther(session.checkedScreens, now)) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const check = element('a', 'primary', { href: `${home}/${encodeURIComponent(session.sessionId)}/site-check` }, ['Check this screen']);
    show(
      element('section', 'whole-page', { role: 'alert' }, [
        element('h1', '', {}, ['This is another screen']),
        element('p', '', {}, ['You checked another screen for this study, or the browser is zoomed otherwise now. Check this one before you read on it: it takes two minutes.']),
        element('nav', 'ways', { 'aria-label': 'Go on' }, [check, button('secondary', 'Read on without', null, resolve)]),
      ]),
    );
    check.focus();
  });
}
