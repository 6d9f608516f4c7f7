import type { Plugin } from 'vite';

const slimId = '\0slim-dcmjs';
const importer = /@cornerstonejs[\\/](metadata|utils)[\\/]/;

interface Dcmjs {
  readonly constants: Readonly<Record<string, unknown>>;
  readonly data: { readonly DicomMetaDictionary: { readonly nameMap: Readonly<Record<string, { readonly tag: string; readonly vr: string; readonly vm: string }>> } };
}

/**
 * Puts a small module in the place of dcmjs, which Cornerstone imports whole: its logger, the transfer syntaxes, and the dictionary, a line an attribute.
 * The dictionary stays whole: Cornerstone looks its own rules up in it as it starts. Files are read nowhere in the page (slices and their attributes
 * come by DICOMweb), so the readers are left out and refuse to be made.
 */
export function slimDcmjs(): Plugin {
  return {
    name: 'slim-dcmjs',
    enforce: 'pre',
    resolveId: (source, from) => (source === 'dcmjs' && from !== undefined && importer.test(from) ? slimId : null),
    load: async (id) => (id === slimId ? slimModule((await asNodeReads<{ readonly default: Dcmjs }>('dcmjs')).default) : null),
  };
}

/** Not by Vite: at the time of the build. */
const asNodeReads = <T>(module: string): Promise<T> => import(module) as Promise<T>;

function slimModule({ constants, data }: Dcmjs): string {
  const lines = Object.entries(data.DicomMetaDictionary.nameMap).map(([name, { tag, vr, vm }]) => [name, tag.replace(/[(),]/g, ''), vr, vm].join(' '));
  const syntaxes = Object.fromEntries(Object.entries(constants).filter(([, value]) => typeof value === 'string'));
  if (lines.length < 5000 || !('EXPLICIT_LITTLE_ENDIAN' in syntaxes)) {
    throw new Error('dcmjs has changed: look again at what Cornerstone needs of it.');
  }
  return `import log from 'loglevel';
log.setLevel('warn', false);
export { log };
export const constants = ${JSON.stringify(syntaxes)};
const nameMap = {};
const dictionary = {};
for (const line of ${JSON.stringify(lines.join('\n'))}.split('\\n')) {
  const [name, tag, vr, vm] = line.split(' ');
  const entry = { tag: '(' + tag.slice(0, 4) + ',' + tag.slice(4) + ')', vr, vm, name };
  nameMap[name] = entry;
  dictionary[tag] = entry;
}
class LeftOut {
  constructor() {
    throw new Error('Files are not read in this build.');
  }
}
export default {
  async: { AsyncDicomReader: LeftOut },
  data: { DicomMetaDictionary: { dictionary, nameMap } },
  utilities: { DicomMetadataListener: LeftOut },
};`;
}
