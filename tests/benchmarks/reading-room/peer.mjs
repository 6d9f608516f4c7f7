// OHIF as npm ships it, on Debian's Orthanc: one origin, compressed files, no tour over the image.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { answering } from "./ours.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const source = {
  namespace: "@ohif/extension-default.dataSourcesModule.dicomweb",
  sourceName: "dicomweb",
  configuration: {
    friendlyName: "Orthanc",
    name: "orthanc",
    wadoUriRoot: "/wado",
    qidoRoot: "/dicom-web",
    wadoRoot: "/dicom-web",
    qidoSupportsIncludeField: false,
    imageRendering: "wadors",
    thumbnailRendering: "wadors",
    enableStudyLazyLoad: true,
    supportsFuzzyMatching: false,
    supportsWildcard: true,
  },
};

async function startOrthanc(port, dicomPort) {
  const folder = mkdtempSync(join(tmpdir(), "readerstudy-orthanc-"));
  const settings = join(folder, "orthanc.json");
  writeFileSync(
    settings,
    JSON.stringify({
      Name: "Bench",
      StorageDirectory: join(folder, "storage"),
      IndexDirectory: join(folder, "storage"),
      HttpPort: port,
      RemoteAccessAllowed: false,
      DicomServerEnabled: false,
      DicomPort: dicomPort,
      Plugins: ["/usr/share/orthanc/plugins/libOrthancDicomWeb.so"],
    }),
  );
  const child = spawn("/usr/sbin/Orthanc", [settings], { stdio: "ignore" });
  await answering(`http://127.0.0.1:${port}/system`, child);
  return { child, folder };
}

/** Starts Orthanc and OHIF and stores DICOM files; returns the study's address in the viewer. */
export async function startPeer(folder, files, port) {
  const dist = [folder, join(folder, "dist"), join(folder, "package/dist")].find((f) => existsSync(join(f, "index.html")));
  if (dist === undefined) {
    throw new Error(`${folder} holds no built OHIF: npm pack @ohif/app@3.13.2, and unpack it there.`);
  }
  const orthanc = await startOrthanc(port + 1, port + 2);
  const studies = new Set();
  for (const file of files) {
    const stored = await fetch(`http://127.0.0.1:${port + 1}/instances`, { method: "POST", body: readFileSync(file) });
    const { ParentStudy } = await stored.json();
    studies.add(ParentStudy);
  }
  const tags = await (await fetch(`http://127.0.0.1:${port + 1}/studies/${[...studies][0]}`)).json();
  const config = `window.config = ${JSON.stringify({
    routerBasename: "/",
    extensions: [],
    modes: [],
    customizationService: {},
    showStudyList: true,
    maxNumberOfWebWorkers: 3,
    defaultDataSourceName: "dicomweb",
    dataSources: [source],
  })};`;
  const compressed = new Map();
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url, "http://peer").pathname;
    if (path.startsWith("/dicom-web")) {
      const on = request({ port: port + 1, host: "127.0.0.1", path: asked.url, method: asked.method, headers: asked.headers }, (from) => {
        answer.writeHead(from.statusCode, from.headers);
        from.pipe(answer);
      });
      return asked.pipe(on);
    }
    const wanted = normalize(join(dist, path));
    const file = wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, "index.html");
    const head = { "Content-Type": types[extname(file)] ?? "application/octet-stream", "Cache-Control": "public, max-age=3600" };
    if (file.endsWith("app-config.js")) {
      answer.writeHead(200, head);
      return answer.end(config);
    }
    if (compressed.has(file)) {
      answer.writeHead(200, { ...head, "Content-Encoding": "br" });
      return answer.end(compressed.get(file));
    }
    answer.writeHead(200, head);
    return createReadStream(file).pipe(answer);
  });
  // As a web server with static compression: nothing is compressed while it is timed.
  for (const name of readdirSync(dist).filter((n) => /\.(js|css|html)$/.test(n) && n !== "app-config.js")) {
    compressed.set(join(dist, name), brotliCompressSync(readFileSync(join(dist, name)), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
  }
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${port}/viewer?StudyInstanceUIDs=${tags.MainDicomTags.StudyInstanceUID}`,
    version: JSON.parse(readFileSync(join(dist, "../package.json"), "utf8")).version,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await new Promise((resolve) => orthanc.child.once("exit", resolve).kill());
      rmSync(orthanc.folder, { recursive: true, force: true });
    },
  };
}
