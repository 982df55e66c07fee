import { InvokeEndpoint } from '../../../local/src/runner/invoke-endpoint';

const PATH = '/2015-03-31/functions/function/invocations';

// a real account is reached by its names or its addresses, and must not be
test.each([
  ['https://lambda.us-east-1.amazonaws.com', 'its host must be 127.0.0.1, [::1] or a name under localhost'],
  ['http://192.168.1.7:3001', 'got: 192.168.1.7'],
  ['http://0.0.0.0:3001', 'got: 0.0.0.0'],
  ['http://127.0.0.1@example.com', 'got: example.com'],
  ['http://127.0.0.1.example.com', 'got: 127.0.0.1.example.com'],
  ['http://localhost.example.com', 'got: localhost.example.com'],
  ['http://notlocalhost', 'got: notlocalhost'],
  ['http://host.docker.internal:3001', 'got: host.docker.internal'],
  ['http://[::ffff:10.0.0.1]:3001', 'its host must be'],
  ['file:///etc/passwd', 'got: none'],
  ['localhost:3001', 'its host must be'],
  ['127.0.0.1:3001', 'it must be a URL such as http://127.0.0.1:3001'],
  ['', 'it must be a URL such as http://127.0.0.1:3001'],
  ['https://localhost:3001', 'its protocol must be http, got: https'],
  ['http://me:secret@localhost:3001', 'it must have neither a user, a query nor a fragment'],
  [`http://localhost:9000${PATH}?Qualifier=live`, 'it must have neither a user, a query nor a fragment'],
  ['http://localhost:3001/#live', 'it must have neither a user, a query nor a fragment'],
  ['http://localhost:9000/invoke', 'its path must be none or that of Invoke, /2015-03-31/functions/<function>/invocations, got: /invoke'],
  [`http://localhost:9000${PATH}/more`, 'its path must be none or that of Invoke'],
])('refuses %s', (url, problem) => {
  expect(() => new InvokeEndpoint(url)).toThrow(problem);
});

test.each(['http://127.0.0.1:3001', 'http://127.0.0.1:3001/', 'http://[::1]:3001', 'http://localhost:3001', 'http://LOCALHOST:3001', 'http://sam.localhost:3001'])(
  'asks at the base %s for a function by its logical id, as often at a time as is wanted', (url) => {
    expect(new InvokeEndpoint(url).addressOf('Snake0A1B')).toEqual({
      url: `${url.toLowerCase().replace(/\/$/, '')}/2015-03-31/functions/Snake0A1B/invocations`, isOneAtATime: false,
    });
  });

// Lambda developer guide, "Using the Lambda runtime interface emulator": one execution environment, whose function is `function`
test.each([`http://localhost:9000${PATH}`, 'http://127.0.0.1:3001/2015-03-31/functions/Nested/Snake/invocations'])('asks one at a time at the whole URL %s', (url) => {
  expect(new InvokeEndpoint(url).addressOf('Snake0A1B')).toEqual({ url, isOneAtATime: true });
});
