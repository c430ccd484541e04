import type { Context } from 'hono';
import { html } from 'hono/html';
import { guide } from '../guide.ts';

/** Nothing is loaded from anywhere, and no script runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** Lists who lives here, with commands to paste. */
export function homePage(context: Context, people: readonly string[]): Response | Promise<Response> {
  const origin = new URL(context.req.url).origin;
  context.header('Content-Security-Policy', POLICY);
  context.header('X-Content-Type-Options', 'nosniff');
  return context.html(html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Smart HAT Engine</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #1c2530; }
  pre { background: #f3f5f7; padding: .8rem 1rem; border-radius: .4rem; font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere; }
  h1 { margin-bottom: 0 } h2 { font-size: 1rem; margin: 1.6rem 0 .3rem } small { color: #5a6572 }
</style>
<h1>Smart HAT Engine</h1>
<p>It runs other people's functions on one person's data, sealed, and writes what they derive back to that person alone.</p>
<p>People on this engine: ${people.length > 0 ? people.join(', ') : 'nobody yet'}. <small>The sample password is “demo”.</small></p>
${guide(origin).map(({ title, command }) => html`<h2>${title}</h2><pre>${command}</pre>`)}
</html>`);
}
