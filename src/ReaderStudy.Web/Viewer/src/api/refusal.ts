import type { Refusal } from '../contract';

export type ContradictedCheck = NonNullable<Refusal['checks']>[number];

/** What the body of a refusal says; what it does not say, or says in another form, is null or empty. */
export interface ReadRefusal {
  readonly code: string | null;
  readonly message: string | null;
  /** When the case or session opens. */
  readonly opensAt: Date | null;
  readonly checks: readonly ContradictedCheck[];
}

export function readRefusal(body: unknown): ReadRefusal {
  const fields: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
  return {
    code: textOf(fields['code']),
    message: textOf(fields['message']),
    opensAt: momentOf(fields['opensAt']),
    checks: Array.isArray(fields['checks']) ? fields['checks'].flatMap(checkOf) : [],
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function momentOf(value: unknown): Date | null {
  const moment = typeof value === 'string' ? new Date(value) : null;
  return moment === null || Number.isNaN(moment.getTime()) ? null : moment;
}

function checkOf(value: unknown): ContradictedCheck[] {
  const { id, message }: { readonly id?: unknown; readonly message?: unknown } = typeof value === 'object' && value !== null ? value : {};
  return typeof id === 'string' && typeof message === 'string' ? [{ id, message }] : [];
}
