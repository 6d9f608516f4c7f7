import type { WindowPreset } from '../contract';
import { button, element } from '../dom/element';
import { recordedWords } from '../seen/seenWords';
import { open, sheet } from './dialogs';
import { type Binding, hints, type KeyGroup, shownKey } from './keyMap';
import { KeysSheet } from './keysSheet';
import type { OwnKeys } from './ownKeys';

export const keyGroups: readonly KeyGroup[] = ['Answers', 'Drawing', 'Images', 'Windows', 'Loops and slides', 'AI', 'Cases', 'Page'];

/** All keys as the person has them, in groups; from here they are changed. */
export class HelpSheet {
  private readonly groups = element('div', 'help-groups');
  private readonly dialog: HTMLDialogElement;

  constructor(
    private readonly keys: OwnKeys,
    private readonly windows: readonly WindowPreset[],
  ) {
    const change = button('secondary', 'Change keys', null, () => void this.change());
    this.dialog = sheet('Keys', 'Close', [this.groups, element('p', 'quiet', {}, [recordedWords])], [change]);
  }

  open(): void {
    this.draw();
    void open(this.dialog);
  }

  private async change(): Promise<void> {
    await new KeysSheet(this.keys, shownBindings(this.keys.list, this.windows)).open();
    this.draw();
  }

  private draw(): void {
    const list = shownBindings(this.keys.list, this.windows);
    this.groups.replaceChildren(...keyGroups.flatMap((group) => sectionOf(group, list)));
  }
}

/** The commands that this session has: a window only where there is a preset for it, by its name. */
export function shownBindings(list: readonly Binding[], windows: readonly WindowPreset[]): Binding[] {
  return list.flatMap((binding) => {
    if (binding.command.kind !== 'window') {
      return [binding];
    }
    const preset = windows[binding.command.preset];
    return preset === undefined ? [] : [{ ...binding, does: `${preset.name}: width ${preset.width}, level ${preset.center}` }];
  });
}

function sectionOf(group: KeyGroup, list: readonly Binding[]): HTMLElement[] {
  const rows = [...hints, ...list.map(({ group: of, keys, does }) => ({ group: of, keys: keys.map(shownKey), does }))].filter((row) => row.group === group);
  if (rows.length === 0) {
    return [];
  }
  const cells = rows.flatMap((row) => [
    element('dt', '', {}, row.keys.length === 0 ? [element('span', 'quiet', {}, ['no key'])] : row.keys.slice(0, 3).map((key) => element('kbd', '', {}, [key]))),
    element('dd', '', {}, [row.does]),
  ]);
  return [element('section', '', {}, [element('h2', '', {}, [group]), element('dl', '', {}, cells)])];
}
