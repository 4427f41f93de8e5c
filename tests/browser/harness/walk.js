// Opens articles of the topic on screen one after another, as a person would, does to each whatever could set a
// hidden script off, and says what stands in it that may not.

const root = document.querySelector('wallet-help').shadowRoot;
const knowledge = new URL('/knowledge/', location.href).href;

// What may stand in an article: element, and its attributes with the values they may have.
const number = /^\d{1,10}$/;
const align = { class: /^(start|center|end)$/ };
const ALLOWED = {
  article: { class: /^article$/ },
  h2: { class: /^article-title$/ }, h3: {}, h4: {}, h5: {},
  p: { class: /^checked$/ }, ul: {}, ol: { start: /^-?\d{1,10}$/ }, li: {},
  a: { href: /^(https:\/\/|mailto:|tel:)/, target: /^_blank$/, rel: /^noopener noreferrer nofollow$/ },
  strong: {}, em: {}, code: {}, pre: { tabindex: /^0$/ }, blockquote: {}, kbd: {}, br: {}, hr: {},
  details: { open: /^$/ }, summary: {},
  table: {}, thead: {}, tbody: {}, tr: {}, td: align, th: { ...align, scope: /^col$/ },
  img: { src: { test: (it) => it.startsWith(`${knowledge}image`) }, alt: /^/, loading: /^lazy$/, width: number, height: number },
  // Our own: notes, the frame of a wide table, the host beside a link, ways inside the widget.
  div: { class: /^(table|note( tip| warning| caution)?)$/, role: /^(note|region)$/, 'aria-label': /^/, tabindex: /^0$/ },
  span: { class: /^(host|tag urgent)$/ },
  button: { type: /^button$/, class: /^link$/ },
  svg: { class: /^icon( mirrored)?$/, viewBox: /^0 0 20 20$/, 'aria-hidden': /^true$/, focusable: /^false$/ },
  path: { d: /^[MmLlHhVvCcSsQqTtAaZz\d\s.,-]+$/ },
};

const EVENTS = [
  'click', 'dblclick', 'mousedown', 'mouseup', 'mousemove', 'mouseover', 'mouseout', 'mouseenter', 'pointerdown',
  'pointerenter', 'focus', 'blur', 'focusin', 'input', 'change', 'keydown', 'keyup', 'wheel', 'toggle', 'load', 'error',
  'animationstart',
];

function faults(article) {
  const found = [];
  for (const it of [article, ...article.querySelectorAll('*')]) {
    const attributes = Object.hasOwn(ALLOWED, it.localName) ? ALLOWED[it.localName] : undefined;
    if (!attributes) {
      found.push(`<${it.localName}>`);
      continue;
    }
    for (const { name, value } of it.attributes) {
      if (!(Object.hasOwn(attributes, name) && attributes[name].test(value))) found.push(`<${it.localName} ${name}="${value}">`);
    }
    if (it.localName === 'a') found.push(...lies(it));
    if (it.localName === 'button' && it.closest('form')) found.push('a button in a form');
  }
  return found;
}

/** A link to another host names that host, in its text or beside it, as the browser will resolve it. */
function lies(link) {
  if (link.protocol !== 'https:') return link.href === link.getAttribute('href') ? [] : [`${link.href} is read otherwise`];
  const beside = link.nextElementSibling?.matches('.host') ? link.nextElementSibling.textContent : undefined;
  const named = link.textContent.toLowerCase().split(/[^a-z0-9.[\]:-]+/).map((word) => word.replace(/^([^:]+):\d+$/, '$1').replace(/\.$/, ''));
  const host = link.hostname.replace(/\.$/, '');
  const out = [];
  if (beside === undefined ? !named.some((word) => word === host || word === `https:${host}`) : beside !== host) {
    out.push(`${link.textContent} leads to ${host} and says ${beside}`);
  }
  if (link.username || link.password) out.push(`${link.href} names a person`);
  return out;
}

/** Written out and parsed again by the browser, it stays the same tree. */
function mutates(article) {
  let html = article.outerHTML;
  for (let round = 0; round < 3; round++) {
    const again = new DOMParser().parseFromString(html, 'text/html').body.innerHTML;
    if (again !== html) return [`parsed again it becomes ${again.slice(0, 300)}`];
    html = again;
  }
  return [];
}

function provoke(article) {
  for (const it of [article, ...article.querySelectorAll('*')]) {
    // Our own buttons lead away from the article; real links would leave the page.
    const ours = it.localName === 'button' || it.closest('button');
    for (const name of EVENTS) {
      if (name === 'click' && (ours || it.closest('a'))) continue;
      it.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));
    }
    if (it.localName === 'a' && !/^(https|mailto|tel):$/.test(it.protocol)) it.click();
  }
}

const soon = () => new Promise((go) => setTimeout(go, 0));
const wait = async (what, find) => {
  for (const begin = Date.now(); Date.now() - begin < 8000; await soon()) {
    const found = find();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${what}`);
};
const rows = () => [...root.querySelectorAll('.screen .list .list-row')];

/** Articles `from` to `to` of the list on screen; the end of the list ends it. */
window.walk = async (from, to) => {
  const out = { seen: 0, elements: 0, links: 0, marks: 0, faults: [] };
  for (let n = from; n < to; n++) {
    const row = (await wait('the list', () => rows()[0] && rows()))[n];
    if (!row) break;
    const title = row.querySelector('.list-text').textContent;
    row.click();
    const article = await wait(title, () => {
      const it = root.querySelector('article.article');
      return it?.querySelector('.article-title').textContent.startsWith(title) && it;
    });
    const said = [...faults(article), ...mutates(article)];
    provoke(article);
    out.seen += 1;
    out.elements += article.querySelectorAll('*').length;
    out.links += article.querySelectorAll('a').length;
    out.marks += (article.textContent.match(/mark\d+mark/g) ?? []).length;
    if (said.length) out.faults.push(`${title}: ${said.join('; ')}`);
    await soon();
    root.querySelector('.back').click();
    await wait('the way back', () => !root.querySelector('article.article') && rows()[0]);
  }
  return out;
};
