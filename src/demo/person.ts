/** Who takes part in the demo. */
export interface Person {
  /** Of the account. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export const ann: Person = { id: 'ann', name: 'Ann', email: 'ann@postern.test' };
export const bob: Person = { id: 'bob', name: 'Bob', email: 'bob@postern.test' };
