/** What readers are told of it, wherever they are told how to read. */
export const recordedWords =
  'While you read a case the page records what it shows and for how long: slices, windows, zoom, the size of your screen, and when the page is out of sight. Nobody sees it before the study is unblinded.';
