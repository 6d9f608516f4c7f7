import { Enums, PanTool, synchronizers, ToolGroupManager, WindowLevelTool, ZoomTool } from '@cornerstonejs/tools';

const { MouseBindings, KeyboardBindings } = Enums;

/** What the mouse does on an image (the wheel apart), and that zoom and shift are the same in all phases. */
export class MouseTools {
  private readonly group;
  private readonly zoomAndPan = synchronizers.createZoomPanSynchronizer('zoom-and-pan');

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
    this.zoomAndPan.add({ renderingEngineId: this.engineId, viewportId });
  }

  remove(viewportId: string): void {
    this.group.removeViewports(this.engineId, viewportId);
    this.zoomAndPan.remove({ renderingEngineId: this.engineId, viewportId });
  }

  /** Does something to all viewports without each telling the others. */
  apart(change: () => void): void {
    this.zoomAndPan.setEnabled(false);
    try {
      change();
    } finally {
      this.zoomAndPan.setEnabled(true);
    }
  }
}
