/** What one scenario is: something a client does, and the one answer that an RFC fixes for it. */
import type { ServerName, Subject } from './subject.ts';

export interface Scenario {
  /** A sentence about every server. */
  readonly title: string;
  /** The RFC and its section that fix the answer. */
  readonly rfc: string;
  run(at: Subject): Promise<unknown>;
  /** What `run` resolves to at a server that does what the RFC says. */
  readonly answer: unknown;
  /** Servers that answer something else, and the RFC's word on whether they may. Held by the suite like `answer`. */
  readonly differs?: Partial<Readonly<Record<ServerName, Difference>>>;
  /** Servers that do not announce the extension `capability`, and so are not asked. */
  readonly absent?: { readonly capability: string; readonly at: readonly ServerName[] };
}

export interface Difference {
  readonly answers: unknown;
  readonly word: string;
}

export interface Area {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
}

export function area(name: string, scenarios: readonly Scenario[]): Area {
  return { name, scenarios };
}
