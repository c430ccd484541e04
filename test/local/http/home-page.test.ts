import { Hono } from 'hono';
import { homePage } from '../../../local/http/home-page.ts';

async function page(people: readonly string[], url = 'http://localhost:4000/') {
  const response = await new Hono().get('/', (context) => homePage(context, people)).request(url);
  return { headers: response.headers, text: await response.text() };
}

describe('the home page', () => {
  it('loads nothing from anywhere, runs no script, and is framed by nobody', async () => {
    const { headers, text } = await page(['alice.localhost']);

    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(text).not.toMatch(/<script|<link|<img|\ssrc=|\shref=|\son\w+=/i);
  });

  it('lists who lives here', async () => {
    const { text } = await page(['alice.localhost', 'ben.localhost']);

    expect(text).toContain('People on this engine: alice.localhost, ben.localhost.');
  });

  it('says when nobody does', async () => {
    const { text } = await page([]);

    expect(text).toContain('nobody yet');
  });

  it('shows a name for what it is, markup and all', async () => {
    const { text } = await page(['<script>alert(1)</script>', '"&\'']);

    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;, &quot;&amp;&#39;');
  });

  it.each([
    ['http://localhost:4000/', 'http://alice.localhost:4000/users/access_token'],
    ['http://127.0.0.1:8123/', 'http://alice.localhost:8123/users/access_token'],
  ])('has commands that work where it was asked for, %s', async (url, command) => {
    const { text } = await page([], url);

    expect(text).toContain(command);
  });
});
