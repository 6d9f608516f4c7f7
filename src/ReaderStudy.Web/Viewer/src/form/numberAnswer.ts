import type { Question } from '../contract';

/** A number as it is kept: with a point, without zeros that say nothing; a comma is read as a point. Null: it is none, or has more decimals. */
export function canonicalNumber(text: string, decimals: number): string | null {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  const [, sign, whole, part] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === undefined || (whole === '' && (part ?? '') === '')) {
    return null;
  }
  const fraction = (part ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) {
    return null;
  }
  const digits = `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** What the number may be: `1 to 300 mm, with one decimal`. */
export function numberHint({ minimum = 0, maximum = 100, unit, decimals = 0 }: Question): string {
  const places = decimals === 0 ? '' : decimals === 1 ? ', with one decimal' : `, with ${decimals} decimals`;
  return `${minimum} to ${maximum}${unit === undefined ? '' : ` ${unit}`}${places}`;
}
