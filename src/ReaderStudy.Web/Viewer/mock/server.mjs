// Speaks the reading room's addresses (README.md) from memory, with synthetic series: for developing and checking the viewer without .NET.
// node mock/server.mjs [port] [phases a case, 0 to 4] [plain | concurrent | sequential | training]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { conducts } from './conducts.mjs';
import { MockDesk, skipReasons } from './desk.mjs';
import { frame, imageSize, metadata, phases } from './phantom.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const built = join(here, '../../wwwroot/viewer');
const protocolFile = join(here, '../../../ReaderStudy.Domain/Studies/Templates/liver-lesion.json');
const csp =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.json': 'application/json' };

/**
 * @param {{ total?: number, phaseNames?: string[], token?: string, extraQuestions?: object[], conduct?: import('./desk.mjs').Conduct, session?: object, closed?: Record<string, object> }} options
 * `series`: see hangingPhantom.mjs; they take the place of `phaseNames`. `session` is laid over the session's state; `closed` holds refusals of the session (`state`) or of a position.
 * Returns the server with its state open to the checks: `trouble` set to a status makes every write fail with it, 0 drops the connection.
 */
export async function mockServer({ total = 4, phaseNames = ['arterial', 'portal'], token = 'mock-token', extraQuestions = [], conduct = {}, session = {}, closed = {}, series: given } = {}) {
  const protocol = JSON.parse(await readFile(protocolFile, 'utf8'));
  const frames = new Map();
  const desk = new MockDesk(total, conduct);
  const state = {
    desk,
    readings: desk.readings,
    closed: { ...closed },
    /** The protocol's version, as the state and as a case tells it. */
    versions: { state: 1, case: 1 },
    trouble: null,
    /** Milliseconds by which an address is answered late. */
    slow: {},
    writes: [],
    /** By position. */
    linkings: {},
    cspReports: [],
    frameRequests: [],
  };
  const seriesOf = () => given ?? phaseNames.map((name) => phases[name]);

  async function answer(request, response) {
    const path = new URL(request.url, 'http://mock').pathname;
    if (state.slow[path] !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, state.slow[path]));
    }
    const json = (value, status = 200) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const refuse = (status, code, message) => json({ code, message }, status);

    if (path.startsWith('/viewer/')) {
      const body = await readFile(join(built, path.slice('/viewer/'.length)));
      response.writeHead(200, {
        'Content-Type': types[extname(path)] ?? 'application/octet-stream',
        'Content-Security-Policy': csp,
        'Cache-Control': 'public, max-age=31536000, immutable',
        'X-Content-Type-Options': 'nosniff',
      });
      return response.end(body);
    }
    if (path === '/favicon.ico') {
      response.writeHead(204);
      return response.end();
    }
    const parts = path.split('/').filter(Boolean);
    if (parts[0] !== 'reading') {
      return refuse(404, 'not-found', 'There is no such page.');
    }
    if (parts.length === 2) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': csp, 'Cache-Control': 'no-store' });
      return response.end(await page(parts[1], token));
    }
    if (parts[2] === 'state') {
      if (state.closed.state !== undefined) {
        return json(state.closed.state, 409);
      }
      return json({
        sessionId: parts[1],
        arm: conduct.ai && !desk.sequential ? 'With AI' : 'Unaided',
        kind: conduct.training ? 'training' : 'pivotal',
        sequential: desk.sequential,
        total,
        position: desk.current,
        locked: desk.done,
        skipReasons,
        corrections: conduct.corrections ?? false,
        questions: [...protocol.questions, ...extraQuestions],
        hanging: protocol.hanging,
        instructions: protocol.instructions,
        protocolVersion: state.versions.state,
        ...session,
      });
    }
    const position = Number(parts[3]);
    const reading = state.readings[position - 1];
    if (reading === undefined || (desk.current !== null && position > desk.current + 1)) {
      return refuse(404, 'reading.not-yet', 'This case is not open yet.');
    }
    if (parts.length === 4) {
      if (state.closed[position] !== undefined) {
        return json(state.closed[position], 409);
      }
      const series = seriesOf().map((s, index) => ({
        index,
        phase: s.phase,
        prior: s.prior,
        sliceCount: s.sliceCount,
        rows: s.size ?? imageSize,
        columns: s.size ?? imageSize,
        openingSlice: Math.floor(s.sliceCount / 2),
      }));
      return json({ position, displayCode: `K${1000 + position * 37}`, protocolVersion: state.versions.case, ...desk.case(position), linking: state.linkings[position], series });
    }
    if (parts[4] === 'series') {
      const index = Number(parts[5]);
      const series = seriesOf()[index];
      if (parts[6] === 'metadata') {
        return json(Array.from({ length: series.sliceCount }, (_, i) => (series.metadata?.(i, position, index) ?? metadata(series, i, position, index))));
      }
      state.frameRequests.push(path);
      if (state.failFrames) {
        return refuse(404, 'frame.missing', 'The slice is missing.');
      }
      if (!frames.has(path)) {
        const at = Number(parts[7]) - 1;
        frames.set(path, series.frame?.(at) ?? frame(series, at, position));
      }
      const boundary = 'frame';
      response.writeHead(200, {
        'Content-Type': `multipart/related; type="application/octet-stream"; boundary=${boundary}; transfer-syntax=1.2.840.10008.1.2.1`,
        'Cache-Control': 'private, max-age=3600, immutable',
      });
      response.write(`--${boundary}\r\nContent-Type: application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1\r\n\r\n`);
      response.write(frames.get(path));
      return response.end(`\r\n--${boundary}--\r\n`);
    }
    const draft = JSON.parse(await bodyOf(request));
    if (state.trouble === 0) {
      return request.socket.destroy();
    }
    if (state.trouble !== null) {
      return refuse(state.trouble, 'mock.trouble', 'Refused for the check.');
    }
    if (request.headers.requestverificationtoken !== token) {
      return refuse(400, 'antiforgery', 'The antiforgery token is missing.');
    }
    state.writes.push({ what: parts[4], position, ...draft });
    switch (parts[4]) {
      case 'lock': {
        const { refused, value } = desk.lock(position, draft);
        return refused === undefined ? json(value) : json(refused, 409);
      }
      case 'skip':
        return json(desk.skip(position, draft));
      case 'correct': {
        const { refused, value } = desk.correct(position, draft);
        return refused === undefined ? json(value) : json(refused, 409);
      }
      case 'linking': {
        const { stage, ...linking } = draft;
        state.linkings[position] = linking;
        return json({});
      }
      case 'draft': {
        const refused = desk.draft(position, draft);
        const { savedAt, clientSequence } = desk.reading(position);
        return refused === null ? json({ savedAt, clientSequence }) : json(refused, 409);
      }
    }
    return refuse(404, 'not-found', 'There is no such address.');
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  return { server, state };
}

async function page(sessionId, token) {
  const entry = JSON.parse(await readFile(join(built, 'manifest.json'), 'utf8'))['src/main.ts'];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="request-verification-token" content="${token}">
<title>Reading room</title>
${(entry.css ?? []).map((css) => `<link rel="stylesheet" href="/viewer/${css}">`).join('\n')}
<script type="module" src="/viewer/${entry.file}"></script>
</head>
<body data-session="${sessionId}" data-home="/sessions">
<main id="reading-room"></main>
</body>
</html>`;
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const port = Number(process.argv[2] ?? 5180);
  const names = ['native', 'arterial', 'portal', 'delayed'];
  const count = Number(process.argv[3] ?? 2);
  const { server } = await mockServer({ total: 12, phaseNames: count === 2 ? ['arterial', 'portal'] : names.slice(0, count), conduct: conducts[process.argv[4] ?? 'plain'] });
  server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/reading/demo`));
}
