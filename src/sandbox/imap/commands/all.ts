/** All commands that there are, by name. Whether a session may use one, its capabilities and its state say. */
import type { Command } from '../command.ts';
import { APPEND } from './append.ts';
import { AUTHENTICATE } from './authenticate.ts';
import { COPY } from './copy.ts';
import { EXPUNGE } from './expunge.ts';
import { FETCH } from './fetch.ts';
import { GENERAL } from './general.ts';
import { IDLE } from './idle.ts';
import { LIST } from './list.ts';
import { LOGIN } from './login.ts';
import { MAILBOXES } from './mailboxes.ts';
import { NOTIFY } from './notify.ts';
import { QUOTA } from './quota.ts';
import { REPLACE } from './replace.ts';
import { SEARCH } from './search.ts';
import { SELECT } from './select.ts';
import { STATUS } from './status.ts';
import { STORE } from './store.ts';

const ALL: readonly Command[] = [
  ...GENERAL,
  ...LOGIN,
  ...AUTHENTICATE,
  ...SELECT,
  ...MAILBOXES,
  ...LIST,
  ...STATUS,
  ...APPEND,
  ...REPLACE,
  ...IDLE,
  ...FETCH,
  ...STORE,
  ...COPY,
  ...EXPUNGE,
  ...SEARCH,
  ...QUOTA,
  ...NOTIFY,
];

export const COMMANDS: ReadonlyMap<string, Command> = new Map(ALL.map((command) => [command.name, command]));
