import { isThisMachine } from '../../../local/pdas/this-machine.ts';

describe('an endpoint of AWS', () => {
  it.each(['http://127.0.0.1:5000', 'https://127.9.9.9/aws/', 'http://localhost:4566', 'http://[::1]'])(
    '%s is on this machine, and so may be the PDAs it reaches',
    (endpoint) => {
      const isHere = isThisMachine(endpoint);

      expect(isHere).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    'localhost:4566',
    'https://lambda.eu-west-1.amazonaws.com',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'http://127.0.0.1@example.org',
    'http://10.0.0.1',
    'http://0.0.0.0',
    'file://localhost/etc',
  ])('%s is elsewhere, or none: PDAs are of the internet alone', (endpoint) => {
    const isHere = isThisMachine(endpoint);

    expect(isHere).toBe(false);
  });
});
