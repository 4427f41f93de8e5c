// A keystroke as a person feels it: the widget itself in Chromium, over a bundle with these articles, and the
// peers in a tab beside it. Rounds go in turn over everybody, and a text counts with the best of its rounds, so
// that what else runs on the machine hits all alike and counts little.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browser, hasBrowser, start } from './webdriver.mjs'

const { WALLET_HELP_BIN, WALLET_HELP_DIST } = process.env
const ROUNDS = 3
// What one peer may take in one round, in milliseconds.
const BUDGET = 15_000

const ROOT = "document.querySelector('wallet-help')?.shadowRoot"

// Types the first text, which fetches the index: from its last byte to the answers on screen.
const FIRST = `
  const done = arguments[arguments.length - 1]
  const root = ${ROOT}
  const field = root.querySelector('#wh-search')
  const stands = () => root.querySelector('.results .list-row')
  new MutationObserver((_, observer) => {
    if (!stands()) return
    const now = performance.now()
    observer.disconnect()
    const index = performance.getEntriesByType('resource').find(it => /\\/index-[^/]*\\.bin$/.test(it.name))
    done(index ? now - index.responseEnd : null)
  }).observe(root, { subtree: true, childList: true })
  field.value = arguments[0]
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))`

// Types each text as one change of the search field, and waits until its list stands. Times in milliseconds.
const TYPE = `
  const done = arguments[arguments.length - 1]
  const root = ${ROOT}
  const field = root.querySelector('#wh-search')
  const task = () => new Promise(go => { const { port1, port2 } = new MessageChannel(); port1.onmessage = go; port2.postMessage(0) })
  const put = text => {
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }
  ;(async () => {
    const searched = [], shown = []
    for (const text of arguments[0]) {
      put('')
      await task()
      const start = performance.now()
      put(text)
      searched.push(performance.now() - start)
      await task()
      shown.push(performance.now() - start)
    }
    done({ searched, shown, rows: root.querySelectorAll('.results .list-row').length })
  })()`

const best = rounds => rounds[0].map((_, n) => Math.min(...rounds.map(it => it[n] ?? Infinity)))

// The widget's tab, its first answers on screen.
async function widget(chromium, origin) {
  const tab = await chromium.tab()
  await tab.goto(`${origin}/?lang=en`)
  await tab.until('the element', `return !!customElements.get('wallet-help') && !!${ROOT}`)
  await tab.run("document.querySelector('wallet-help').open()")
  await tab.until('the search field', `return !!${ROOT}.querySelector('#wh-search')`)
  const ready = await tab.runLater(FIRST, 'card')
  return { tab, ready }
}

// The peers' tab, everyone built.
async function others(chromium, articles, names) {
  const bundle = spawnSync('esbuild', [new URL('page.mjs', import.meta.url).pathname, '--bundle', '--format=iife'],
    { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (bundle.status !== 0) throw new Error(`esbuild: ${bundle.error?.message ?? bundle.stderr}; run \`cargo xtask setup\` first`)
  const tab = await chromium.tab()
  await tab.goto('about:blank')
  await tab.run('globalThis.articles = arguments[0]', articles)
  await tab.run(bundle.stdout)
  const ready = {}
  for (const name of names) ready[name] = (await tab.run('return bench.build(arguments[0])', name)).ready
  return { tab, ready }
}

// By name: how long every keystroke took, and from bytes to ready; null where a tool is missing. The widget says
// twice how long: until the handler returned, and until the list stood.
export async function keystrokes(articles, texts, names) {
  if (!hasBrowser() || !WALLET_HELP_BIN || !WALLET_HELP_DIST) return null
  const folder = mkdtempSync(join(tmpdir(), 'answers-'))
  const at = name => join(folder, name)
  const kb = (...args) => {
    const run = spawnSync(WALLET_HELP_BIN, ['kb', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
    if (run.status !== 0) throw new Error(`kb ${args[0]}: ${run.stderr?.slice(0, 500) ?? run.error?.message}; run \`cargo xtask dist\` first`)
  }
  let server, chromium
  try {
    const row = ({ id, title, body, questions }) =>
      JSON.stringify({ id, lang: 'en', title, category: 'Help', body_markdown: body || title, questions })
    writeFileSync(at('articles.jsonl'), articles.map(row).join('\n') + '\n')
    kb('import', '--from', 'jsonl', at('articles.jsonl'), '--out', at('knowledge'))
    kb('build', at('knowledge'), '--out', at('bundle'))
    const [child, origin] = await start(WALLET_HELP_BIN, [
      'serve', '--listen', '127.0.0.1:0', '--database', `sqlite://${at('help.db')}`, '--files', at('files'),
      '--knowledge', at('bundle'), '--static', WALLET_HELP_DIST,
    ], /listening on (http:\/\/\S+)/)
    server = child
    chromium = await browser(at('profile'))
    const ours = await widget(chromium, origin)
    const peers = await others(chromium, articles, names)
    const rounds = { searched: [], shown: [] }
    const asked = Object.fromEntries(names.map(name => [name, []]))
    for (let n = 0; n < ROUNDS; n++) {
      const { searched, shown, rows } = await ours.tab.runLater(TYPE, texts)
      if (rows === 0) throw new Error('the last question found nothing')
      rounds.searched.push(searched)
      rounds.shown.push(shown)
      for (const name of names) asked[name].push(await peers.tab.run('return bench.ask(...arguments)', name, texts, BUDGET))
    }
    const out = { 'wallet-help': { searched: best(rounds.searched), shown: best(rounds.shown), ready: ours.ready } }
    for (const name of names) {
      const longest = asked[name].sort((a, b) => b.length - a.length)
      out[name] = { searched: best(longest), ready: peers.ready[name] }
    }
    return out
  } finally {
    await chromium?.close()
    server?.kill()
    // The browser may still be writing its profile.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}
