// Measures a timeline library in headless Chromium: CPU time of the page's main thread until its first picture, and for
// each step of a pan. One JSON line per measurement.
//   node measure.mjs vis 10000 [--steps 60] [--limit 60]
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const [peer, count] = process.argv.slice(2);
const option = (name, or) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? or : Number(process.argv[at + 1]);
};
const [steps, limit] = [option('steps', 60), option('limit', 60) * 1000];
const KINDS = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

const server = http.createServer((asked, answer) => {
  const file = path.join(HERE, decodeURIComponent(new URL(asked.url, 'http://x').pathname));
  if (!file.startsWith(HERE) || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return answer.writeHead(404).end();
  answer.writeHead(200, { 'content-type': KINDS[path.extname(file)] ?? 'application/octet-stream' });
  fs.createReadStream(file).pipe(answer);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const home = `http://127.0.0.1:${server.address().port}/`;
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'peer-'));
const tell = (what) => console.log(JSON.stringify({ peer, n: Number(count), ...what }));
const within = (work, what) => {
  let timer;
  const late = new Promise((_, no) => { timer = setTimeout(() => no(new Error(what)), limit); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  viewport: { width: 1280, height: 720 },
  args: ['--no-sandbox', '--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync', '--disable-background-networking'],
});
try {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.route('**/*', (route) => (route.request().url().startsWith(home) ? route.continue() : route.abort()));
  await page.goto(`${home}page.html?peer=${peer}`);
  await page.evaluate(() => window.loaded);
  const chrome = await context.newCDPSession(page);
  await chrome.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await chrome.send('Performance.getMetrics');
    return metrics.find((m) => m.name === 'TaskDuration').value * 1000;
  };
  await page.evaluate((n) => window.prepare(n), Number(count));
  const before = await worked();
  await within(page.evaluate(() => window.show()), 'first picture');
  const shown = await worked();
  tell({ measure: 'first', cpu_ms: Math.round(shown - before) });
  await within(page.evaluate((n) => window.pan(n), steps), 'pan');
  tell({ measure: 'pan', cpu_ms: Number((((await worked()) - shown) / steps).toFixed(2)) });
} catch (error) {
  tell({ measure: 'stopped', after_s: limit / 1000, why: String(error.message).split('\n')[0] });
} finally {
  await Promise.race([context.close(), new Promise((go) => setTimeout(go, 5000))]);
  server.close();
  fs.rmSync(profile, { recursive: true, force: true });
  process.exit(0);
}
