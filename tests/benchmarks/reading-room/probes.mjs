// Clocks that run inside the pages, one animation frame at a time, from the start of the navigation.

/** Ours: when each phase's opening slice is on the screen (with its pixels, to be compared afterwards), and when the room answers the wheel. */
export function probeOurs() {
  const times = (window.benchTimes = { first: null, shown: null, tools: null, pictures: [] });
  const greysOf = (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]);
  };
  let opening = null;
  const frame = () => {
    const now = performance.now();
    const root = document.getElementById("reading-room");
    if (times.first === null && root?.dataset.pictures !== undefined) {
      times.first = now;
      times.pictures = [...document.querySelectorAll(".first-paint")].map(greysOf);
    }
    if (times.shown === null && root?.dataset.shown !== undefined) {
      times.shown = now;
    }
    const corner = document.querySelector(".corner.bottom-left")?.textContent ?? "";
    if (corner !== "") {
      opening ??= corner;
      if (times.tools === null && corner !== opening) {
        times.tools = now;
      }
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** The peer's: when its first viewport holds lit pixels, and when they change by the wheel. */
export function probePeer() {
  localStorage.setItem("shownTours", JSON.stringify(["basicViewerTour"]));
  const times = (window.benchTimes = { first: null, tools: null });
  const copy = document.createElement("canvas");
  copy.width = copy.height = 32;
  const context = copy.getContext("2d", { willReadFrequently: true });
  let seen = null;
  const frame = () => {
    const now = performance.now();
    const canvas = document.querySelector(".cornerstone-canvas");
    if (canvas !== null && canvas.width > 0) {
      context.clearRect(0, 0, 32, 32);
      context.drawImage(canvas, 0, 0, 32, 32);
      const { data } = context.getImageData(0, 0, 32, 32);
      if (data.some((v, i) => i % 4 < 3 && v > 40)) {
        const print = data.join(",");
        times.first ??= now;
        seen ??= print;
        if (times.tools === null && print !== seen) {
          times.tools = now;
        }
      }
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/**
 * Scrolls step by step; the time of a step is from the wheel to the frame after the one in which the viewport was drawn again, the linked ones with it.
 * In milliseconds.
 */
export async function scrollSteps(count) {
  const corner = document.querySelector(".corner.bottom-left");
  const view = document.querySelector(".phase");
  const canvas = view.querySelector(".phase-view");
  let drawnAt = null;
  canvas.addEventListener("CORNERSTONE_IMAGE_RENDERED", () => requestAnimationFrame((now) => (drawnAt = now)));
  const times = [];
  let down = true;
  for (let step = 0; step < count; step += 1) {
    // Back and forth, without the ends of the stack.
    const [slice, slices] = corner.textContent.split("/").map((part) => Number.parseInt(part, 10));
    down = slice >= slices - 2 ? false : slice <= 3 ? true : down;
    drawnAt = null;
    const from = performance.now();
    view.dispatchEvent(new WheelEvent("wheel", { deltaY: down ? 100 : -100, bubbles: true, cancelable: true }));
    while (drawnAt === null && performance.now() - from < 3000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    times.push((drawnAt ?? performance.now()) - from);
  }
  return times;
}

/** Times from the stroke that locks to the frame after the one in which the next case's pictures stand, and to that in which it can be scrolled. */
export function timeNextCase() {
  const root = document.getElementById("reading-room");
  const before = root.dataset.shown;
  const times = { pictures: null, ready: null };
  window.benchNext = null;
  document.addEventListener(
    "keydown",
    () => {
      const from = performance.now();
      const next = String(Number(before) + 1);
      const after = (name) => requestAnimationFrame(() => (times[name] ??= performance.now() - from));
      const frame = () => {
        if (times.pictures === null && (root.dataset.pictures === next || root.dataset.shown === next)) {
          after("pictures");
        }
        if (root.dataset.shown !== before) {
          after("ready");
          requestAnimationFrame(() => (window.benchNext = times));
        } else {
          requestAnimationFrame(frame);
        }
      };
      requestAnimationFrame(frame);
    },
    { once: true, capture: true },
  );
}
