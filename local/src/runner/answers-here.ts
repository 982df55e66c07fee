import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { urlToHttpOptions } from 'node:url';

type Callback = (response: http.IncomingMessage) => void;
type Target = string | URL | https.RequestOptions;
type RequestArguments = [target: Target, options: https.RequestOptions, callback?: Callback] | [target: Target, callback?: Callback];

/**
 * Brings answers of custom resources to the engine that go by TLS. Most handlers, all of the CDK's own among them, take only
 * the host and the path from a `ResponseURL`: AWS's have no port, and are always `https`.
 * @param engine such as `http://127.0.0.1:4711`
 * @param path what the paths of the URLs begin with
 */
export function keepAnswersHere(engine: string, path: string): void {
  const { hostname, port } = new URL(engine);
  const original = https.request as (...request: RequestArguments) => http.ClientRequest;
  const request = (...given: RequestArguments): http.ClientRequest => {
    const options = optionsOf(given);
    if ((options.hostname ?? options.host) !== hostname || options.path?.startsWith(path) !== true) return original(...given);
    const callback = given.find((argument): argument is Callback => typeof argument === 'function');
    return http.request({ ...options, protocol: 'http:', port, agent: undefined, defaultPort: undefined }, callback);
  };
  Object.assign(https, { request });
  syncBuiltinESMExports();
}

function optionsOf([target, more]: RequestArguments): https.RequestOptions {
  const options = typeof target === 'string' || target instanceof URL ? urlToHttpOptions(new URL(target)) : target;
  return typeof more === 'object' ? { ...options, ...more } : options;
}
