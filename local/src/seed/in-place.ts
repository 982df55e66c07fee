/** Reads something; an error says where it stands. */
export function inPlace<Result>(place: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw placed(place, error);
  }
}

/** Reads something that takes its time; an error says where it stands. */
export async function awaitedInPlace<Result>(place: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw placed(place, error);
  }
}

function placed(place: string, error: unknown): Error {
  return new Error(`${place}: ${(error as Error).message}`, { cause: error });
}
