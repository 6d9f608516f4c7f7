import type { WindowPreset } from '../contract';
import { button, element } from '../dom/element';
import type { HangingCommand } from '../hanging/hangingControl';
import type { VoiWindow } from '../images/voiWindow';
import { windowKeys } from './keyMap';

export interface ToolbarActions {
  window(preset: WindowPreset): void;
  turn(): void;
  fit(): void;
  link(): void;
  enlarge(): void;
  arrange(command: HangingCommand): void;
}

/** The strip above the images: window presets, planes, linking, enlarging, turning, fitting. */
export class ImageToolbar {
  readonly root: HTMLElement;
  private readonly presets: readonly { readonly preset: WindowPreset; readonly control: HTMLButtonElement }[];
  private readonly link: HTMLButtonElement;

  constructor(windows: readonly WindowPreset[], actions: ToolbarActions) {
    this.presets = windows.slice(0, windowKeys.length).map((preset, i) => {
      const control = button('tool', preset.name, windowKeys[i] ?? null, () => actions.window(preset));
      control.title = `Width ${preset.width}, level ${preset.center}`;
      return { preset, control };
    });
    this.link = button('tool', 'Linked', 'L', () => actions.link());
    this.root = element('div', 'toolbar', { role: 'toolbar', 'aria-label': 'Images' }, [
      ...this.presets.map((p) => p.control),
      element('span', 'spring'),
      button('tool', 'Plane', 'Shift R', () => actions.arrange({ kind: 'plane' })),
      button('tool', 'Slab', 'Shift S', () => actions.arrange({ kind: 'slab' })),
      button('tool', 'Landmark', 'Shift L', () => actions.arrange({ kind: 'landmark' })),
      this.link,
      button('tool', 'Enlarge', 'X', () => actions.enlarge()),
      button('tool', 'Turn', 'O', () => actions.turn()),
      button('tool', 'Fit', 'F', () => actions.fit()),
    ]);
  }

  showWindow({ center, width }: VoiWindow): void {
    for (const { preset, control } of this.presets) {
      const on = Math.abs(preset.center - center) < 0.75 && Math.abs(preset.width - width) < 0.75;
      control.setAttribute('aria-pressed', String(on));
    }
  }

  showLinked(linked: boolean): void {
    this.link.setAttribute('aria-pressed', String(linked));
    const label = this.link.querySelector('span');
    if (label !== null) {
      label.textContent = linked ? 'Linked' : 'Unlinked';
    }
  }
}
