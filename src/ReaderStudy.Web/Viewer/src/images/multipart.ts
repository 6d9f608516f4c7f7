/** The first part's bytes of a multipart/related body (PS3.18 8.6.1.2); the body itself when it is not multipart; null when it is broken. */
export function partOf(body: Uint8Array, contentType: string): Uint8Array | null {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!/^multipart\//i.test(contentType)) {
    return body;
  }
  if (boundary === undefined) {
    return null;
  }
  const headersEnd = indexOf(body, ascii('\r\n\r\n'), 0);
  if (headersEnd < 0) {
    return null;
  }
  const start = headersEnd + 4;
  const end = lastIndexOf(body, ascii(`\r\n--${boundary}`));
  return end < start ? null : body.subarray(start, end);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

function matches(body: Uint8Array, what: Uint8Array, at: number): boolean {
  return what.every((byte, i) => body[at + i] === byte);
}

function indexOf(body: Uint8Array, what: Uint8Array, from: number): number {
  for (let at = from; at <= body.length - what.length; at += 1) {
    if (matches(body, what, at)) {
      return at;
    }
  }
  return -1;
}

function lastIndexOf(body: Uint8Array, what: Uint8Array): number {
  for (let at = body.length - what.length; at >= 0; at -= 1) {
    if (matches(body, what, at)) {
      return at;
    }
  }
  return -1;
}
