/** How deep JSON may nest. Whatever looks at it further calls itself for every level, and the stack has an end. */
import { invalid } from '../domain/errors.ts';

/** Deeper than the deepest filter that is useful; the stack takes several hundred. */
export const maximumDepth = 100;

/** Throws `invalid-request`. */
export function requireShallow(value: unknown, pointer = ''): void {
  if (!isShallow(value, maximumDepth)) {
    throw invalid(pointer, `The JSON nests deeper than ${maximumDepth} levels.`);
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}
