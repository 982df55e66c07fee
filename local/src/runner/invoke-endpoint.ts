import type { InvokeAddress } from './invocation';

/** Lambda API reference, Invoke. */
const INVOKE_PATH = /^\/2015-03-31\/functions\/.+\/invocations$/;

/** As a URL's host name has them: nothing else is this machine for certain. */
const LOOPBACK = /^(127\.0\.0\.1|\[::1\]|([^.]+\.)*localhost)$/;

/** Where Lambda's Invoke is answered elsewhere on this machine: for one function, or for those that it is asked for by name. */
export class InvokeEndpoint {
  private readonly url: URL;

  /**
   * Refuses what may not be this machine.
   * @param text a base URL, as of `sam local start-lambda`, or a whole invocation URL, as of Lambda's runtime interface emulator
   */
  constructor(text: string) {
    if (!URL.canParse(text)) throw new Error('it must be a URL such as http://127.0.0.1:3001');
    this.url = new URL(text);
    const { protocol, hostname, username, password, search, hash } = this.url;
    if (!LOOPBACK.test(hostname)) {
      throw new Error(`its host must be 127.0.0.1, [::1] or a name under localhost, so that nothing gets to a real account, got: ${hostname || 'none'}`);
    }
    if (protocol !== 'http:') throw new Error(`its protocol must be http, got: ${protocol.slice(0, -1)}`);
    if (username || password || search || hash) throw new Error('it must have neither a user, a query nor a fragment');
    if (!this.isBase && !INVOKE_PATH.test(this.url.pathname)) {
      throw new Error(`its path must be none or that of Invoke, /2015-03-31/functions/<function>/invocations, got: ${this.url.pathname}`);
    }
  }

  /**
   * @param functionName as whoever answers there knows it: `sam local start-lambda` finds every function by its logical
   * id, and by a name only if the template gives one
   */
  addressOf(functionName: string): InvokeAddress {
    const { origin, href } = this.url;
    if (this.isBase) return { url: `${origin}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, isOneAtATime: false };
    // the runtime interface emulator is one execution environment, and fails on a second invocation
    return { url: href, isOneAtATime: true };
  }

  private get isBase(): boolean {
    return this.url.pathname === '/';
  }
}
