// Slices and tiles that were made stay for the checks of a file that follow: they are the same in each.

/** So much is kept, in bytes; what was not asked for the longest goes first. */
const most = 256 * 2 ** 20;
const made = new Map();
let size = 0;
const numbers = new WeakMap();
let objects = 0;

/** A number of its own for an object. */
function numberOf(object) {
  if (!numbers.has(object)) {
    objects += 1;
    numbers.set(object, objects);
  }
  return numbers.get(object);
}

/**
 * What was made of an object before, or is made now.
 * @param {object} of @param {string} what Tells it from all else that is made of the object. @param {() => Buffer | null} make
 */
export function madeOnce(of, what, make) {
  const key = `${numberOf(of)} ${what}`;
  const kept = made.get(key) ?? make();
  if (kept === null) {
    return null;
  }
  if (!made.delete(key)) {
    size += kept.length;
  }
  made.set(key, kept);
  for (const [oldest, { length }] of made) {
    if (size <= most) {
      break;
    }
    made.delete(oldest);
    size -= length;
  }
  return kept;
}
