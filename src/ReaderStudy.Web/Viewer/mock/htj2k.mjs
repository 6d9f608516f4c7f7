// Slices as lossless HTJ2K, by OpenJPH's own program where it is installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const canCompress = spawnSync('ojph_compress', [], { stdio: 'ignore' }).error === undefined;

/** @param {Buffer} pixels Signed samples of 16 bits. */
export function compressed(pixels, columns, rows) {
  const folder = mkdtempSync(join(tmpdir(), 'mock-htj2k-'));
  try {
    const [input, output] = [join(folder, 'frame.yuv'), join(folder, 'frame.j2c')];
    writeFileSync(input, pixels);
    const shape = ['-dims', `{${columns},${rows}}`, '-num_comps', '1', '-signed', 'true', '-bit_depth', '16', '-downsamp', '{1,1}'];
    execFileSync('ojph_compress', ['-i', input, '-o', output, ...shape, '-reversible', 'true', '-prog_order', 'RPCL'], { stdio: 'ignore' });
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
