// The page that a peer is measured in: makes events, shows them, moves the view. Nothing is loaded from outside.
const FIRST = Date.UTC(2019, 0, 1);
const SPAN = 5 * 365 * 86400e3;
const LANES = 10;

// The same events on every machine (mulberry32); a fifth of them last.
function* numbers(seed) {
  for (let a = seed >>> 0; ; ) {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    yield ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
}

function events(n) {
  const next = numbers(20250118);
  const chance = () => next.next().value;
  return Array.from({ length: n }, (_, id) => {
    const start = FIRST + Math.floor(chance() * SPAN);
    const lasts = chance() < 0.2 ? Math.floor((chance() * SPAN) / 50) : 0;
    return { id, start, end: start + lasts, lane: Math.floor(chance() * LANES), title: `Event ${id}` };
  }).sort((a, b) => a.start - b.start);
}

const frame = () => new Promise((done) => requestAnimationFrame(done));

// Waits until nothing in the page has changed for `quiet` milliseconds.
async function settled(quiet, ready) {
  let changed = performance.now();
  const watch = new MutationObserver(() => (changed = performance.now()));
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
  while (performance.now() - changed < quiet || !ready()) await frame();
  watch.disconnect();
}

const here = () => document.getElementById('here');
const element = (name, fields) =>
  new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement(name), fields, { onload: done, onerror: failed }));
  });

const PEERS = {
  // As its makers advise for many items: groups, no stacking, start and end given; one hundredth is in view.
  vis: {
    async load() {
      const from = 'node_modules/vis-timeline/';
      await element('link', { rel: 'stylesheet', href: from + 'styles/vis-timeline-graph2d.min.css' });
      await element('script', { src: from + 'standalone/umd/vis-timeline-graph2d.min.js' });
    },
    prepare: (list) => ({
      items: list.map((e) => ({
        id: e.id, group: e.lane, content: e.title, start: e.start,
        ...(e.end > e.start ? { end: e.end } : { type: 'point' }),
      })),
      groups: Array.from({ length: LANES }, (_, id) => ({ id, content: `Lane ${id}` })),
    }),
    show({ items, groups }) {
      const [start, end] = [FIRST + SPAN * 0.5, FIRST + SPAN * 0.51];
      const options = { width: '1280px', height: '720px', stack: false, start, end };
      this.line = new vis.Timeline(here(), new vis.DataSet(items), new vis.DataSet(groups), options);
    },
    ready: () => document.querySelector('.vis-item') !== null,
    step(n, of) {
      const { start, end } = this.line.getWindow();
      const by = (end - start) * 0.02 * (n < of / 2 ? 1 : -1);
      this.line.setWindow(+start + by, +end + by, { animation: false });
    },
  },
  timelinejs: {
    async load() {
      const from = 'node_modules/@knight-lab/timelinejs/dist/';
      await element('link', { rel: 'stylesheet', href: from + 'css/timeline.css' });
      await element('script', { src: from + 'js/timeline.js' });
    },
    prepare: (list) => ({
      events: list.map((e) => {
        const at = new Date(e.start);
        const date = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
        return { unique_id: `e${e.id}`, start_date: date, group: `Lane ${e.lane}`, text: { headline: e.title } };
      }),
    }),
    show(data) {
      this.line = new TL.Timeline(here(), data, { font: null, hash_bookmark: false, duration: 1 });
    },
    ready: () => document.querySelector('.tl-timemarker') !== null,
    step(n, of) {
      const axis = document.querySelector('.tl-timenav-slider');
      axis.style.left = `${(parseFloat(axis.style.left) || 0) + (n < of / 2 ? -26 : 26)}px`;
    },
  },
};

const peer = PEERS[new URLSearchParams(location.search).get('peer')];
window.loaded = peer.load().then(() => true);
window.prepare = (n) => { window.data = peer.prepare(events(n)); };
window.show = async () => { peer.show(window.data); await settled(400, peer.ready); };
window.pan = async (steps) => {
  for (let n = 0; n < steps; n++) { peer.step(n, steps); await frame(); }
  await settled(200, peer.ready);
};
