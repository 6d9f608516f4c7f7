import type { Plugin } from 'vite';

const exported = 'export { DICOMWEB,';
const importer = /@cornerstonejs[\\/]metadata[\\/]/;

/**
 * Leaves out of dcmjs what nobody asks for (reports, segmentations, its own DICOMweb client): Cornerstone imports it whole for two classes and the
 * dictionary. The dictionary stays as it is: the page does not start with half of it.
 */
export function slimDcmjs(): Plugin {
  return {
    name: 'slim-dcmjs',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0] ?? id;
      if (/[\\/]dcmjs\.es\.js$/.test(file)) {
        if (!code.includes(exported)) {
          this.error(`${file} has changed: look again at what Cornerstone needs of it.`);
        }
        return { code: code.replace(exported, `export { AsyncDicomReader, DicomMetadataListener, DICOMWEB,`), map: null };
      }
      if (importer.test(file) && code.includes("import dcmjs from 'dcmjs';")) {
        const named = "import { AsyncDicomReader as Reader, data, DicomMetadataListener as Listener } from 'dcmjs';";
        const whole = 'const dcmjs = { async: { AsyncDicomReader: Reader }, data, utilities: { DicomMetadataListener: Listener } };';
        return { code: code.replace("import dcmjs from 'dcmjs';", `${named}\n${whole}`), map: null };
      }
      return null;
    },
  };
}
