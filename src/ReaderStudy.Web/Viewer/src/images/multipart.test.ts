import { expect, test } from 'vitest';
import { partOf } from './multipart';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | null): string | null => (bytes === null ? null : new TextDecoder().decode(bytes));

test('the bytes between the headers and the last boundary', () => {
  const body = encode('--b1\r\nContent-Type: application/octet-stream\r\n\r\nPIXELS\r\n\r\nMORE\r\n--b1--\r\n');
  expect(decode(partOf(body, 'multipart/related; type="application/octet-stream"; boundary=b1'))).toBe('PIXELS\r\n\r\nMORE');
});

test('a quoted boundary', () => {
  expect(decode(partOf(encode('--x y\r\n\r\nP\r\n--x y--'), 'multipart/related; boundary="x y"; transfer-syntax=1.2.840.10008.1.2.1'))).toBe('P');
});

test('a body without parts is itself, one without its boundary is broken', () => {
  expect(decode(partOf(encode('RAW'), 'application/octet-stream'))).toBe('RAW');
  expect(partOf(encode('RAW'), 'multipart/related; boundary=b')).toBeNull();
  expect(partOf(encode('--b\r\n\r\nP'), 'multipart/related; boundary=b')).toBeNull();
});
