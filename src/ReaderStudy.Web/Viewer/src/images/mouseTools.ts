import { Enums, PanTool, ToolGroupManager, WindowLevelTool, ZoomTool } from '@cornerstonejs/tools';

const { MouseBindings, KeyboardBindings } = Enums;

/** What the mouse does on an image, the wheel apart. */
export class MouseTools {
  private readonly group;

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

  remove(viewportId: string): void {
    this.group.removeViewports(this.engineId, viewportId);
  }
}
