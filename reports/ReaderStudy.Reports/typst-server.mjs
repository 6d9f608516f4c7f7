// Makes PDFs: one JSON request a line on standard input, one JSON answer a line on standard output.
//   -> {"template": "study-report.typ", "files": {"model.json": "…"}, "inputs": {"model": "model.json"}, "standard": "a-3a"}
//   <- {"pdf": "<base64>", "pages": 12} or {"errors": [{"file", "line", "column", "message"}]}
// The first line out is {"ready": true} or says why not. It ends when its standard input does, so it cannot outlive its parent.
// Arguments: the folder of the templates, then the folder of the fonts. No other font is used, so every machine prints alike.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

const [templates, fonts] = process.argv.slice(2);
const say = (message) => process.stdout.write(JSON.stringify(message) + '\n');

function start() {
  return import('@myriaddreamin/typst-ts-node-compiler').then(({ NodeCompiler }) => {
    const fontBlobs = fs
      .readdirSync(fonts)
      .filter((name) => name.endsWith('.ttf'))
      .sort()
      .map((name) => fs.readFileSync(path.join(fonts, name)));
    if (fontBlobs.length === 0) throw new Error(`no fonts in ${fonts}`);
    return NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs }] });
  });
}

function located(diagnostics) {
  return diagnostics
    .filter((d) => d.severity === 1)
    .map((d) => ({
      file: path.relative(templates, d.path ?? ''),
      line: d.range ? d.range.start.line + 1 : null,
      column: d.range ? d.range.start.character + 1 : null,
      message: d.message,
    }));
}

// The exporter's errors (a PDF/A rule that is not met) come as one string without a place.
function exportErrors(text) {
  const messages = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((m) => m[1]);
  return (messages.length > 0 ? messages : [text]).map((message) => ({ file: null, line: null, column: null, message }));
}

function compile(compiler, request) {
  const shadows = Object.entries(request.files ?? {}).map(([name, text]) => [path.join(templates, name), Buffer.from(text)]);
  try {
    for (const [name, content] of shadows) compiler.mapShadow(name, content);
    const result = compiler.compile({
      mainFilePath: path.join(templates, request.template),
      inputs: request.inputs ?? {},
      resetRead: true,
    });
    if (result.hasError()) {
      const error = result.takeError() ?? result.takeDiagnostics();
      const errors = located(compiler.fetchDiagnostics(error));
      return { errors: errors.length > 0 ? errors : located(error.shortDiagnostics) };
    }
    const pages = result.result.numOfPages;
    const pdf = compiler.pdf(result.result, { pdfStandard: request.standard });
    return { pdf: pdf.toString('base64'), pages };
  } catch (error) {
    return { errors: exportErrors(String(error?.message ?? error)) };
  } finally {
    for (const [name] of shadows) compiler.unmapShadow(name);
    compiler.evictCache(10);
  }
}

start().then(
  (compiler) => {
    readline
      .createInterface({ input: process.stdin, crlfDelay: Infinity })
      .on('line', (line) => {
        try {
          say(compile(compiler, JSON.parse(line)));
        } catch (error) {
          say({ errors: exportErrors(String(error?.message ?? error)) });
        }
      })
      .on('close', () => process.exit(0));
    say({ ready: true });
  },
  (error) => {
    say({ ready: false, message: String(error?.message ?? error) });
    process.exitCode = 1;
  },
);
