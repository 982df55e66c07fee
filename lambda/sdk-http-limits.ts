/** No call may hold an invocation up: its minutes are what we wait with. In milliseconds. */
export const HTTP_LIMITS = { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true };
