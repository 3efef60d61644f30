/** All personas by the name that `--as` takes. */
import { COURIER } from './courier.ts';
import { CYRUS } from './cyrus.ts';
import { GMAIL } from './gmail.ts';
import { ICLOUD } from './icloud.ts';
import { MINIMAL } from './minimal.ts';
import { OUTLOOK } from './outlook.ts';
import type { Persona } from './persona.ts';
import { STRATO } from './strato.ts';
import { YAHOO } from './yahoo.ts';

export const PERSONAS = {
  gmail: GMAIL,
  outlook: OUTLOOK,
  yahoo: YAHOO,
  icloud: ICLOUD,
  strato: STRATO,
  cyrus: CYRUS,
  courier: COURIER,
  minimal: MINIMAL,
} as const satisfies Readonly<Record<string, Persona>>;

export type PersonaName = keyof typeof PERSONAS;

export function isPersonaName(name: string): name is PersonaName {
  return Object.hasOwn(PERSONAS, name);
}
