import { figureOf, spread } from './samples';
import type { Table } from './section';

/** How fast each way did so many of something, by the seconds of its rounds. */
export function ratesTable(title: string, count: number, ways: { readonly [way: string]: readonly number[] }): Table {
  const rows = Object.entries(ways).map(([way, seconds]) => {
    const figure = figureOf(seconds);
    return [way, spread(figure, 's'), grouped(Math.round(count / figure.median))];
  });
  return { head: [title, 'time', 'a second'], rows };
}

/** A number with commas between its thousands, whatever the machine's own way is. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
