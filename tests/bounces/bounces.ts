/** All reports, each with a name of its own: written after the public descriptions of the programs that they are named for. */
import { bouncesInWords } from './in-words.ts';
import { otherReports } from './others.ts';
import { standardBounces } from './standard.ts';
import type { Bounce } from './bounce.ts';

export const bounces: readonly Bounce[] = [...standardBounces, ...bouncesInWords];
export const reports: readonly Bounce[] = [...bounces, ...otherReports];
