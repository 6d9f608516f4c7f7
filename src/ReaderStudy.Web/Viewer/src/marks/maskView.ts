import type { Question } from '../contract';
import { button, element, setText } from '../dom/element';
import type { QuestionState, QuestionView } from '../form/questionView';
import { allVoxels } from '../outlines/outlineContent';
import type { Drawing } from './drawing';
import type { MaskTool } from './halfDrawn';

const names: Readonly<Record<MaskTool, string>> = { brush: 'Brush', erase: 'Eraser', threshold: 'Threshold', line: 'Line' };

/** The tools of an outline, and how large it is. */
export class MaskView implements QuestionView {
  readonly root: HTMLElement;
  readonly focusTarget: HTMLElement;
  private readonly tools: readonly { readonly tool: MaskTool; readonly control: HTMLButtonElement }[];
  private readonly size = element('output', 'brush-size');
  private readonly threshold = element('div', 'threshold');
  private readonly inputs: { readonly around: HTMLInputElement; readonly low: HTMLInputElement; readonly high: HTMLInputElement };
  private readonly amount = element('p', 'draw-amount');
  private readonly saving = element('p', 'draw-saving', { role: 'status' });
  private readonly controls: readonly HTMLButtonElement[];

  constructor(
    readonly question: Question,
    titleId: string,
    private readonly drawing: Drawing,
  ) {
    this.tools = (Object.keys(names) as MaskTool[]).map((tool) => ({ tool, control: button('tool', names[tool], null, () => drawing.use(tool)) }));
    const resize = [button('tool', '−', null, () => drawing.resize(-1)), button('tool', '+', null, () => drawing.resize(1))];
    resize[0]?.setAttribute('aria-label', 'Smaller brush');
    resize[1]?.setAttribute('aria-label', 'Larger brush');
    const remove = button('tool', 'Remove', 'Del', () => drawing.removeDrawn(question));
    this.controls = [...this.tools.map(({ control }) => control), ...resize, remove];
    this.inputs = { around: this.input('Values around the first one, up to', '50'), low: this.input('From value', ''), high: this.input('To value', '') };
    this.threshold.append(
      element('label', '', {}, ['± ', this.inputs.around]),
      element('span', 'quiet', {}, ['or']),
      element('label', '', {}, ['from ', this.inputs.low]),
      element('label', '', {}, ['to ', this.inputs.high]),
    );
    this.focusTarget = element('div', 'draw-question', { tabindex: '0', role: 'group', 'aria-labelledby': titleId }, [
      element('div', 'draw-line tools', { role: 'group', 'aria-label': 'Tool' }, this.tools.map(({ control }) => control)),
      element('div', 'draw-line', {}, [resize[0] ?? null, this.size, resize[1] ?? null, element('span', 'spring'), remove]),
      this.threshold,
      element('div', 'draw-line', {}, [this.amount, this.saving]),
    ]);
    this.root = this.focusTarget;
  }

  show({ answers, asked, readOnly }: QuestionState): void {
    const { drawing, question } = this;
    this.root.tabIndex = asked && !readOnly ? 0 : -1;
    this.root.classList.toggle('still', readOnly);
    for (const { tool, control } of this.tools) {
      control.setAttribute('aria-pressed', String(tool === drawing.tool));
    }
    this.controls.forEach((control) => {
      control.disabled = !asked || readOnly;
    });
    this.threshold.classList.toggle('away', drawing.tool !== 'threshold' || readOnly);
    const answer = answers[question.id];
    const content = asked ? drawing.outlineOf(question) : null;
    const calibration = drawing.hung[0] === undefined ? null : drawing.calibrationOf(drawing.hung[0]);
    setText(this.size, `${drawing.brush.size} ${calibration?.inMillimetres === false ? 'px' : 'mm'}`);
    setText(this.amount, content === null ? (answer === undefined ? 'Nothing outlined' : 'The outline is being fetched') : amountInWords(content.slices.size, allVoxels(content)));
    setText(this.saving, readOnly || answer === undefined ? '' : savingInWords(drawing, question));
  }

  /** A field for a number; its keys write into it. */
  private input(label: string, value: string): HTMLInputElement {
    const input = element('input', 'draw-number', { type: 'text', inputmode: 'numeric', size: '4', 'aria-label': label, value });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' || event.key === 'Enter') {
        event.stopPropagation();
        input.blur();
      }
    });
    input.addEventListener('input', () => {
      const [around, low, high] = [this.inputs.around, this.inputs.low, this.inputs.high].map((field) => (/^\s*[-−]?\d+\s*$/.test(field.value) ? Number(field.value.replace('−', '-')) : null));
      const range = low !== null && high !== null && low !== undefined && high !== undefined ? ([Math.min(low, high), Math.max(low, high)] as const) : null;
      this.drawing.brush = { ...this.drawing.brush, around: around ?? this.drawing.brush.around, range };
    });
    return input;
  }
}

function amountInWords(slices: number, voxels: number): string {
  return `${slices === 1 ? '1 slice' : `${slices} slices`}, ${voxels.toLocaleString('en').replace(/,/g, ' ')} voxels`;
}

function savingInWords({ drawn }: Drawing, { id }: Question): string {
  const saving = drawn?.outlines.savingOf(id) ?? { kind: 'saved' };
  switch (saving.kind) {
    case 'saved':
      return 'Saved';
    case 'saving':
      return 'Saving';
    case 'waiting':
      return 'Not saved yet: kept in this tab, tried again';
    case 'refused':
      return `Not saved: ${'why' in saving ? saving.why : ''}`;
  }
}
