/** What the frame of a slide or photograph shows, and where it lies on the page. */
export const viewOf = (page, place = 0) =>
  page
    .locator('.picture')
    .nth(place)
    .evaluate((frame) => {
      const { left, top, width, height } = frame.querySelector('.picture-view').getBoundingClientRect();
      const { x, y, zoom, turned } = frame.dataset;
      return { x: Number(x), y: Number(y), zoom: Number(zoom), turned: Number(turned), left, top, width, height };
    });
