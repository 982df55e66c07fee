import { Places } from './places';

/** Places that each name has of its own: those who name the same wait for each other, and for nobody else. */
export class PlacesByName {
  private readonly places = new Map<string, Places>();

  /** @param each how many a name has */
  constructor(private readonly each: number) {}

  async take<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
    const places = this.places.get(name) ?? new Places(this.each);
    this.places.set(name, places);
    return places.take(act);
  }
}
