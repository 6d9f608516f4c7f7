// Measures the screen for the site check, draws lines in pixels of the screen, and makes the bar as wide as its slider says.
const form = document.querySelector("[data-site-check]");
if (form) measure(form);

function measure(check) {
  const [bar, size, slider] = [check.querySelector("[data-card]"), check.querySelector("[data-size]"), check.elements.cardPixels];
  const cardMm = 85.6;

  const show = () => {
    check.elements.width.value = String(screen.width);
    check.elements.height.value = String(screen.height);
    check.elements.ratio.value = devicePixelRatio.toFixed(3);
    for (const lines of check.querySelectorAll("[data-lines]")) {
      lines.setAttribute("width", String(lines.viewBox.baseVal.width / devicePixelRatio));
      lines.setAttribute("height", String(lines.viewBox.baseVal.height / devicePixelRatio));
    }
    bar.setAttribute("width", slider.value);
    const mm = (pixels) => Math.round((pixels / slider.value) * cardMm);
    size.textContent = check.elements.noCard.checked
      ? "The size of the screen is not recorded."
      : `The screen is ${Math.round(mm(screen.width) / 10)} by ${Math.round(mm(screen.height) / 10)} cm.`;
  };
  slider.addEventListener("input", show);
  check.elements.noCard.addEventListener("change", show);
  addEventListener("resize", show);
  show();
}
