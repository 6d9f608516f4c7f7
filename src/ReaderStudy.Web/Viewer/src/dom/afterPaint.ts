/** Resolves once what is on the page now has been painted: work that follows does not hold it back. A page in the background is not waited for. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) {
      resolve();
      return;
    }
    requestAnimationFrame(() => void nextTask().then(resolve));
  });
}

/** Lets go what waits for the page's thread: the mouse, the keys, what came over the network. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
