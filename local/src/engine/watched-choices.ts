import { type Choices, UNKNOWNS } from '../unknowns';

/** The name of an open question. */
export type UnknownName = keyof Choices;

/** Choices that tell which of them are looked at. */
export function watched(choices: Choices, onMet: (name: UnknownName) => void): Choices {
  return new Proxy(choices, {
    get: (target, name) => {
      if (typeof name === 'string' && Object.hasOwn(UNKNOWNS, name)) onMet(name as UnknownName);
      return Reflect.get(target, name) as unknown;
    },
  });
}
