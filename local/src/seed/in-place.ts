/** Reads something; an error says where it stands. */
export function inPlace<Result>(place: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
  }
}
