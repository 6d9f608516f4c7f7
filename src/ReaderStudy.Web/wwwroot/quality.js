// Draws the regions to blank over a held image; the number fields of the form are what counts.
const picture = document.querySelector("[data-regions] svg");
const form = document.querySelector("[data-regions-form]");
if (picture && form) draw(picture, form);

function draw(svg, regionForm) {
  const shapes = svg.querySelector("[data-shapes]");
  const box = svg.viewBox.baseVal;
  const rows = [...regionForm.querySelectorAll("tbody tr")].map((row) =>
    Object.fromEntries([...row.querySelectorAll("input")].map((input) => [input.name, input])),
  );
  const valueOf = (input) => Math.max(0, Number.parseInt(input.value, 10) || 0);
  document.querySelector("[data-draw-help]").hidden = false;

  const show = () => {
    shapes.replaceChildren();
    rows.forEach((row, index) => {
      const [width, height] = [valueOf(row.width), valueOf(row.height)];
      if (width === 0 || height === 0) return;
      shapes.append(shape(valueOf(row.left), valueOf(row.top), width, height, index));
    });
  };
  const shape = (x, y, width, height, index) => {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x, y, width, height, class: "region" })) rect.setAttribute(name, value);
    if (index !== undefined) rect.addEventListener("dblclick", () => clear(rows[index]));
    return rect;
  };
  const clear = (row) => {
    for (const input of Object.values(row)) input.value = "";
    show();
  };
  const pointOf = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: Math.min(box.width, Math.max(0, point.x)), y: Math.min(box.height, Math.max(0, point.y)) };
  };
  const regionOf = (from, to) => {
    const [left, top] = [Math.floor(Math.min(from.x, to.x)), Math.floor(Math.min(from.y, to.y))];
    return { left, top, width: Math.ceil(Math.abs(to.x - from.x)), height: Math.ceil(Math.abs(to.y - from.y)) };
  };

  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = pointOf(event);
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const region = regionOf(from, pointOf(event));
    show();
    shapes.append(shape(region.left, region.top, region.width, region.height));
  });
  svg.addEventListener("pointerup", (event) => {
    if (!from) return;
    const region = regionOf(from, pointOf(event));
    from = null;
    const free = rows.find((row) => valueOf(row.width) === 0 || valueOf(row.height) === 0);
    if (free && region.width > 2 && region.height > 2) {
      for (const [name, value] of Object.entries(region)) free[name].value = value;
      free.left.closest("tr").classList.remove("spare");
    }
    show();
  });
  svg.addEventListener("dblclick", (event) => {
    // The pointer is captured by the picture, so the frame below it is looked for here.
    const at = pointOf(event);
    const hit = rows.find((row) => {
      const [x, y, width, height] = [valueOf(row.left), valueOf(row.top), valueOf(row.width), valueOf(row.height)];
      return width > 0 && height > 0 && at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
    });
    if (hit) clear(hit);
  });
  regionForm.addEventListener("input", show);
  show();
}
