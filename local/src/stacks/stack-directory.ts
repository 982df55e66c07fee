import type { Stack } from './stack';

/** The stacks there are, and by id those there were. */
export class StackDirectory {
  private readonly stacks: Stack[] = [];

  add(stack: Stack): void {
    this.stacks.push(stack);
  }

  /** A stack that isn't deleted, by its name, or any by its id: what DescribeStacks finds. */
  find(nameOrId: string): Stack | undefined {
    return this.stacks.find(({ id, name, status }) => id === nameOrId || (name === nameOrId && status !== 'DELETE_COMPLETE'));
  }

  /** A stack that isn't deleted, by its place. */
  at(place: string): Stack | undefined {
    return this.stacks.find((stack) => stack.place === place && stack.status !== 'DELETE_COMPLETE');
  }

  /** The stack that exports something by this name. */
  exporterOf(exportName: string): Stack | undefined {
    return this.present.find(({ links }) => Object.hasOwn(links.exports, exportName));
  }

  /** The stacks that import what is exported by this name. */
  importersOf(exportName: string): readonly Stack[] {
    return this.present.filter(({ links }) => links.imports.has(exportName));
  }

  private get present(): readonly Stack[] {
    return this.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE');
  }
}
