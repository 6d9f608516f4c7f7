import { Enums, PanTool, synchronizers, ToolGroupManager, WindowLevelTool, ZoomTool } from '@cornerstonejs/tools';

const { MouseBindings, KeyboardBindings } = Enums;

/** What the mouse does on an image (the wheel apart), and that zoom and shift are the same in all phases. */
export class MouseTools {
  private readonly group;
  /** One for each set of viewports that go together, by its name. */
  private readonly zoomAndPan = new Map<string, ReturnType<typeof synchronizers.createZoomPanSynchronizer>>();
  private readonly linked = new Map<string, string>();

  constructor(private readonly engineId: string) {
    const group = ToolGroupManager.createToolGroup('reading');
    if (group === undefined) {
      throw new Error('The mouse tools were set up twice.');
    }
    group.addTool(WindowLevelTool.toolName);
    group.addTool(PanTool.toolName);
    group.addTool(ZoomTool.toolName);
    group.setToolActive(WindowLevelTool.toolName, { bindings: [{ mouseButton: MouseBindings.Primary }] });
    group.setToolActive(ZoomTool.toolName, { bindings: [{ mouseButton: MouseBindings.Secondary }] });
    group.setToolActive(PanTool.toolName, {
      bindings: [
        { mouseButton: MouseBindings.Auxiliary },
        { mouseButton: MouseBindings.Primary, modifierKey: KeyboardBindings.Shift },
      ],
    });
    this.group = group;
  }

  add(viewportId: string): void {
    this.group.addViewport(viewportId, this.engineId);
  }

  /** Zooms and moves a viewport with all those of the same name; null: alone. */
  link(viewportId: string, name: string | null): void {
    const old = this.linked.get(viewportId);
    if (old === (name ?? undefined)) {
      return;
    }
    const viewport = { renderingEngineId: this.engineId, viewportId };
    this.linked.delete(viewportId);
    if (old !== undefined) {
      this.zoomAndPan.get(old)?.remove(viewport);
    }
    if (name !== null) {
      const together = this.zoomAndPan.get(name) ?? synchronizers.createZoomPanSynchronizer(`zoom-and-pan ${name}`);
      this.zoomAndPan.set(name, together);
      this.linked.set(viewportId, name);
      together.add(viewport);
    }
  }

  remove(viewportId: string): void {
    this.group.removeViewports(this.engineId, viewportId);
    this.link(viewportId, null);
  }

  /** Does something to all viewports without each telling the others. */
  apart(change: () => void): void {
    this.zoomAndPan.forEach((together) => together.setEnabled(false));
    try {
      change();
    } finally {
      this.zoomAndPan.forEach((together) => together.setEnabled(true));
    }
  }
}
