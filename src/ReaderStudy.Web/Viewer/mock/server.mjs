// Speaks the reading room's addresses (README.md) from memory, with synthetic series: for developing and checking the viewer without .NET.
// node mock/server.mjs [port] [phases a case, 0 to 4] [plain | concurrent | sequential | training | marks | drawn | request]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MockAi } from './ai.mjs';
import { conducts } from './conducts.mjs';
import { MockDesk, skipReasons } from './desk.mjs';
import { drawnSession } from './drawnQuestions.mjs';
import { canCompress, compressed } from './htj2k.mjs';
import { loops } from './loops.mjs';
import { madeOnce } from './madeOnce.mjs';
import { frame, imageSize, metadata, phases } from './phantom.mjs';
import { pictureOfCase, tile } from './pictures.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const built = join(here, '../../wwwroot/viewer');
const protocolFile = join(here, '../../../ReaderStudy.Domain/Studies/Templates/liver-lesion.json');
const csp =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.json': 'application/json' };

/**
 * @param {{ total?: number, phaseNames?: string[], token?: string, extraQuestions?: object[], conduct?: import('./desk.mjs').Conduct, session?: object, closed?: Record<string, object>, pictures?: import('./pictures.mjs').MockPicture[], inline?: boolean, keepsFrames?: boolean, series?: object[] | ((position: number) => object[]) }} options
 * `inline`: the page brings the session's state. `keepsFrames`: a slice is made once for all rooms of the process.
 * `series`: see hangingPhantom.mjs, for all cases or by position; they take the place of `phaseNames`.
 * `session` is laid over the session's state; `closed` holds refusals of the session (`state`) or of a position.
 * Returns the server with its state open to the checks: `trouble` set to a status makes every write fail with it, 0 drops the connection.
 */
export async function mockServer({
  total = 4,
  phaseNames = ['arterial', 'portal'],
  token = 'mock-token',
  extraQuestions = [],
  conduct = {},
  session = {},
  closed = {},
  inline = true,
  keepsFrames = true,
  pictures = [],
  series: given,
} = {}) {
  const protocol = JSON.parse(await readFile(protocolFile, 'utf8'));
  const desk = new MockDesk(total, conduct);
  const state = {
    desk,
    ai: new MockAi(desk),
    readings: desk.readings,
    closed: { ...closed },
    /** Laid over the session's state. */
    session: { ...session },
    /** The protocol's version, as the state and as a case tells it. */
    versions: { state: 1, case: 1 },
    trouble: null,
    /** Milliseconds by which an address is answered late. */
    slow: {},
    /** By address: what is waited for before it is answered. */
    held: {},
    /** By the UID that they were given. */
    outlines: new Map(),
    writes: [],
    /** What pages said that they showed, in the order of coming. */
    seen: [],
    /** By position. */
    linkings: {},
    cspReports: [],
    frameRequests: [],
    /** The page that reads the session. */
    page: null,
    /** Addresses of slices that never come. */
    corrupt: new Set(),
    tileRequests: [],
    failTiles: false,
  };
  const seriesOf = (position) => (typeof given === 'function' ? given(position) : given) ?? phaseNames.map((name) => phases[name] ?? loops[name]);

  const sessionState = (sessionId) => ({
    sessionId,
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
    ...state.session,
  });

  const caseToRead = (position) => {
    const series = seriesOf(position).map((s, index) => ({
      index,
      phase: s.phase,
      prior: s.prior,
      sliceCount: s.sliceCount,
      rows: s.rows ?? s.size ?? imageSize,
      columns: s.columns ?? s.size ?? imageSize,
      openingSlice: s.openingSlice ?? Math.floor(s.sliceCount / 2),
    }));
    return { position, displayCode: `K${1000 + position * 37}`, protocolVersion: state.versions.case, ...state.ai.lay(position, desk.case(position)), linking: state.linkings[position], series, pictures: pictures.length === 0 ? undefined : pictures.map(pictureOfCase) };
  };

  async function answer(request, response) {
    const path = new URL(request.url, 'http://mock').pathname;
    if (state.slow[path] !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, state.slow[path]));
    }
    await state.held[path];
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
      return response.end(await page(parts[1], token, inline && state.closed.state === undefined ? sessionState(parts[1]) : null));
    }
    if (parts[2] === 'state') {
      if (state.closed.state !== undefined) {
        return json(state.closed.state, 409);
      }
      return json(sessionState(parts[1]));
    }
    if (parts[2] === 'page') {
      state.page = request.method === 'PUT' ? parts[3] : (state.page ?? parts[3]);
      return json({ isHere: state.page === parts[3] });
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
      return json(caseToRead(position));
    }
    if (parts[5] === 'overlays') {
      const { refused, value } = state.ai.overlays(position);
      return refused === undefined ? json(value) : json(refused, 409);
    }
    if (parts[4] === 'pictures') {
      state.tileRequests.push(path);
      const [column, row] = parts[8].split('_').map(Number);
      const [picture, level] = [pictures[Number(parts[5])], Number(parts[7])];
      const drawn = state.failTiles ? null : madeOnce(picture, `${level} ${column} ${row}`, () => tile(picture, level, column, row));
      if (drawn === null) {
        return refuse(404, 'tile.missing', 'The tile is missing.');
      }
      response.writeHead(200, { 'Content-Type': 'image/png', 'Cache-Control': 'private, max-age=3600, immutable' });
      return response.end(drawn);
    }
    if (parts[4] === 'series') {
      const place = Number(parts[5]);
      const series = seriesOf(position)[place];
      if (parts[6] === 'metadata') {
        return json(Array.from({ length: series.sliceCount }, (_, i) => metadata(series, i, position, place)));
      }
      state.frameRequests.push(path);
      if (state.failFrames || state.corrupt.has(path)) {
        return refuse(404, 'frame.missing', 'The slice is missing.');
      }
      const index = Number(parts[7]) - 1;
      const make = () => frame(series, index, position);
      const pixels = keepsFrames ? madeOnce(series, `${position} ${index}`, make) : make();
      const boundary = 'frame';
      const compact = request.headers.accept?.includes('image/jphc') && canCompress && series.rows === undefined;
      const [type, syntax] = compact ? ['image/jphc', '1.2.840.10008.1.2.4.202'] : ['application/octet-stream', '1.2.840.10008.1.2.1'];
      response.writeHead(200, {
        'Content-Type': `multipart/related; type="${type}"; boundary=${boundary}; transfer-syntax=${syntax}`,
        'Cache-Control': 'private, max-age=3600, immutable',
      });
      response.write(`--${boundary}\r\nContent-Type: ${type}; transfer-syntax=${syntax}\r\n\r\n`);
      const compress = () => compressed(pixels, series.size ?? imageSize, series.size ?? imageSize);
      response.write(compact ? madeOnce(pixels, 'HTJ2K', compress) : pixels);
      return response.end(`\r\n--${boundary}--\r\n`);
    }
    if (parts[4] === 'outlines' && request.method === 'GET') {
      const outline = state.outlines.get(new URL(request.url, 'http://mock').searchParams.get('mask'));
      return outline === undefined ? refuse(404, 'outline.missing', 'There is no such outline.') : json(outline);
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
    if (parts[4] === 'seen') {
      state.seen.push({ position, ...draft });
      return json({ sequence: draft.sequence });
    }
    if (parts[4] === 'ai') {
      const { refused, value } = parts[5] === 'log' ? state.ai.log(position, draft) : state.ai.reveal(position);
      return refused === undefined ? json(value) : json(refused, 409);
    }
    state.writes.push({ what: parts[4], position, ...draft });
    if (parts[4] === 'outlines') {
      const mask = `2.25.${state.outlines.size + 1}`;
      state.outlines.set(mask, draft);
      return json({ mask });
    }
    switch (parts[4]) {
      case 'lock': {
        const { refused, value } = desk.lock(position, draft);
        if (refused !== undefined) {
          return json(refused, 409);
        }
        const opens = new URL(request.url, 'http://mock').searchParams.get('open') === 'true' && value.next !== undefined && state.closed[value.next] === undefined;
        return json(opens ? { ...value, case: caseToRead(value.next) } : value);
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

/** @param {object | null} state What the page brings of the session; null: the program asks for it. */
async function page(sessionId, token, state) {
  const manifest = JSON.parse(await readFile(join(built, 'manifest.json'), 'utf8'));
  const entry = manifest['src/main.ts'];
  const inline = state === null ? '' : `<script type="application/json" id="session-state">${JSON.stringify(state).replaceAll('<', '\\u003c')}</script>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="request-verification-token" content="${token}">
<title>Reading room</title>
${(entry.css ?? []).map((css) => `<link rel="stylesheet" href="/viewer/${css}">`).join('\n')}
${(entry.imports ?? []).map((part) => `<link rel="modulepreload" href="/viewer/${manifest[part].file}">`).join('\n')}
<script type="module" src="/viewer/${entry.file}"></script>
</head>
<body data-session="${sessionId}" data-home="/sessions">
<main id="reading-room"></main>
${inline}
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
  const count = Number(process.argv[3] ?? 2);
  const conduct = process.argv[4] ?? 'plain';
  const marked = conduct === 'marks';
  const names = marked ? ['thick', 'thin', 'tilted', 'unknown'] : count === 2 ? ['arterial', 'portal'] : ['native', 'arterial', 'portal', 'delayed'];
  const { server } = await mockServer({ total: 12, phaseNames: names.slice(0, count), ...(marked ? { session: drawnSession } : { conduct: conducts[conduct] }) });
  server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/reading/demo`));
}
