/** Where the demo writes: lines, dressed in colour only where a terminal shows them and nobody asked for none. */
import type { WriteStream } from 'node:tty';

/** Every function returns its text, dressed or bare. */
export type Paint = Readonly<Record<'bold' | 'dim' | 'good' | 'bad', (text: string) => string>>;

export interface Screen {
  readonly paint: Paint;
  /** How many columns a line may have. */
  readonly width: number;
  print(line: string): void;
}

/** Select Graphic Rendition (ECMA-48 §8.3.117): what switches a look on and what switches it off. */
const LOOKS = { bold: [1, 22], dim: [2, 22], good: [32, 39], bad: [31, 39] } as const;

/** `hasColors` answers no where NO_COLOR is set. */
export function screenOf(stream: WriteStream): Screen {
  const coloured = stream.isTTY && stream.hasColors();
  const dress = (look: keyof typeof LOOKS): ((text: string) => string) => {
    const [on, off] = LOOKS[look];
    return coloured ? (text) => `\u001b[${on}m${text}\u001b[${off}m` : (text) => text;
  };
  return {
    paint: { bold: dress('bold'), dim: dress('dim'), good: dress('good'), bad: dress('bad') },
    width: stream.isTTY ? stream.columns : Infinity,
    print: (line) => void stream.write(`${line}\n`),
  };
}
