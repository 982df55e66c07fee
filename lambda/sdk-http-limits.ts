/** No call may hold an invocation up: its minutes are what we wait with. In milliseconds; a body that stops coming counts as idle. */
export const HTTP_LIMITS = { connectionTimeout: 5_000, requestTimeout: 15_000, socketTimeout: 15_000, throwOnRequestTimeout: true };
