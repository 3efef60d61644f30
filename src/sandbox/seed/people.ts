/** Who writes to whom. All addresses are under names that nobody can have (RFC 2606, RFC 6761). */
import type { Correspondent } from './letter.ts';

export const COLLEAGUES: readonly [Correspondent, ...Correspondent[]] = [
  { name: 'Maria Lindqvist', address: 'maria.lindqvist@apollo.test' },
  { name: 'Tom Okafor', address: 'tom.okafor@apollo.test' },
  { name: 'Priya Raman', address: 'priya@apollo.test' },
  { name: "Sean O'Neill", address: "sean.o'neill@apollo.test" },
  { name: 'Jürgen Weiß', address: 'juergen.weiss@werft.test' },
  { name: 'Chloé Martin', address: 'chloe.martin@atelier.test' },
  { name: 'Dr. Hannah Fischer', address: 'h.fischer@labor.test' },
  { name: 'Luis Ortega', address: 'luis+projects@example.com' },
  { name: 'Ada Kowalska', address: 'ada@example.net' },
  { name: 'Wei Zhang', address: 'wei.zhang@harbour.test' },
];

export const SHOPS: readonly [Correspondent, ...Correspondent[]] = [
  { name: 'Paper & Ink', address: 'orders@paper-ink.test' },
  { name: 'Nordlicht Bikes', address: 'billing@nordlicht.test' },
  { name: 'Greenleaf Grocers', address: 'receipts@greenleaf.test' },
  { name: 'Railways Online', address: 'tickets@railways.test' },
];

export const PAPERS: readonly [Correspondent, ...Correspondent[]] = [
  { name: 'The Weekly Build', address: 'hello@weeklybuild.test' },
  { name: 'Harbour Gazette', address: 'news@gazette.test' },
  { name: 'Kitchen Notes', address: 'notes@kitchen.test' },
];
