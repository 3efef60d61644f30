/** How many octets of memory a plain value takes, about: strings of one octet a character, objects as V8 lays them out. Pure. */

const ofReference = 8;
const ofString = 16;
const ofObject = 24;
const ofMapEntry = 40;

export function weightOf(value: unknown): number {
  if (typeof value === 'string') return ofString + value.length;
  if (typeof value !== 'object' || value === null) return ofReference;
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, each) => sum + ofReference + weightOf(each), ofObject);
  }
  if (value instanceof Map) {
    let sum = ofObject;
    for (const [key, each] of value) sum += ofMapEntry + weightOf(key) + weightOf(each);
    return sum;
  }
  return Object.values(value).reduce<number>((sum, each) => sum + ofReference + weightOf(each), ofObject);
}
