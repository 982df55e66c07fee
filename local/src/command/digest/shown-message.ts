/** What a task's row has of a function that threw: Lambda's own JSON, and maybe a hint of ours. */
const FUNCTION_ERROR = /^(Lambda returned function error: )(\{.*\})( \([^{}]*\))?$/s;
/** Of a message that goes on for ever; the report has all of it. */
const LONGEST = 600;

/** A task's message for reading: of a function's error what it says, and where in the function's own code it was. */
export function shownMessage(message: string): string {
  const [, words = '', payload, hint = ''] = FUNCTION_ERROR.exec(message) ?? [];
  const text = payload === undefined ? message : words + functionErrorText(payload) + hint;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}

function functionErrorText(payload: string): string {
  const { errorType, errorMessage, trace } = errorIn(payload);
  if (errorMessage === undefined) return payload;
  const place = Array.isArray(trace) ? trace.map(String).find(isOwnCode)?.trim() : undefined;
  return `${errorType === undefined ? '' : `${String(errorType)}: `}${String(errorMessage)}${place === undefined ? '' : ` ${place}`}`;
}

/** A function can be made to answer anything; what isn't JSON is shown as it is. */
function errorIn(payload: string): { readonly errorType?: unknown; readonly errorMessage?: unknown; readonly trace?: unknown } {
  try {
    return JSON.parse(payload) as object;
  } catch {
    return {};
  }
}

function isOwnCode(line: string): boolean {
  return /^\s+at /.test(line) && !/node_modules|[( ]node:/.test(line);
}
