// A keystroke as a person feels it: the widget itself in Chromium, over a bundle with these articles.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const { WALLET_HELP_BIN, WALLET_HELP_DIST } = process.env

// Starts a program and waits for the line that says where it listens.
function start(program, args, found) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`${program} ended before it listened`)))
    let said = ''
    child.stdout.on('data', chunk => {
      said += chunk
      const match = found.exec(said)
      if (match) resolve([child, match[1]])
    })
  })
}

// Types each text as one change of the search field, and waits until its list stands. Times in milliseconds.
const TYPE = `
  const done = arguments[arguments.length - 1]
  const [texts] = arguments
  const root = document.querySelector('wallet-help').shadowRoot
  const field = root.querySelector('#wh-search')
  const task = () => new Promise(go => { const { port1, port2 } = new MessageChannel(); port1.onmessage = go; port2.postMessage(0) })
  ;(async () => {
    const times = []
    for (const text of texts) {
      // The best of three, so that what else runs on the machine does not count.
      const best = [Infinity, Infinity]
      for (let n = 0; n < 3; n++) {
        field.value = ''
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
        await task()
        const start = performance.now()
        field.value = text
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
        best[0] = Math.min(best[0], performance.now() - start)
        await task()
        best[1] = Math.min(best[1], performance.now() - start)
      }
      times.push(best)
    }
    done({ times, rows: root.querySelectorAll('.results .list-row').length })
  })()`

// Times of every keystroke: [until the handler returns, until the list stands]; null where a tool is missing.
export async function keystrokes(articles, texts) {
  const chromium = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout.trim()
  const driverThere = spawnSync('which', ['chromedriver']).status === 0
  if (!chromium || !driverThere || !WALLET_HELP_BIN || !WALLET_HELP_DIST) return null
  const folder = mkdtempSync(join(tmpdir(), 'answers-'))
  const at = name => join(folder, name)
  const kb = (...args) => {
    const run = spawnSync(WALLET_HELP_BIN, ['kb', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
    if (run.status !== 0) throw new Error(`kb ${args[0]}: ${run.stderr.slice(0, 500)}; run \`cargo xtask dist\` first`)
  }
  const children = []
  try {
    const row = ({ id, title, body, questions }) =>
      JSON.stringify({ id, lang: 'en', title, category: 'Help', body_markdown: body || title, questions })
    writeFileSync(at('articles.jsonl'), articles.map(row).join('\n') + '\n')
    kb('import', '--from', 'jsonl', at('articles.jsonl'), '--out', at('knowledge'))
    kb('build', at('knowledge'), '--out', at('bundle'))
    const [server, origin] = await start(WALLET_HELP_BIN, [
      'serve', '--listen', '127.0.0.1:0', '--database', `sqlite://${at('help.db')}`, '--files', at('files'),
      '--knowledge', at('bundle'), '--static', WALLET_HELP_DIST,
    ], /listening on (http:\/\/\S+)/)
    children.push(server)
    const [driver, port] = await start('chromedriver', ['--port=0'], /started successfully on port (\d+)/)
    children.push(driver)
    const call = async (method, path, body) => {
      const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
        method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' },
      })
      const { value } = await answer.json()
      if (value?.error) throw new Error(`${path}: ${value.message}`)
      return value
    }
    const { sessionId } = await call('POST', '', { capabilities: { alwaysMatch: { 'goog:chromeOptions': {
      binary: chromium,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-dev-shm-usage', `--user-data-dir=${at('profile')}`],
    } } } })
    try {
      const path = `/${sessionId}`
      const run = (script, ...args) => call('POST', `${path}/execute/sync`, { script, args })
      const until = async (what, script) => {
        for (let n = 0; n < 300; n++) {
          if (await run(script)) return
          await new Promise(go => setTimeout(go, 100))
        }
        throw new Error(`waited in vain for ${what}`)
      }
      await call('POST', `${path}/timeouts`, { script: 120_000 })
      await call('POST', `${path}/url`, { url: `${origin}/?lang=en` })
      const root = "document.querySelector('wallet-help')?.shadowRoot"
      await until('the element', `return !!customElements.get('wallet-help') && !!${root}`)
      await run("document.querySelector('wallet-help').open()")
      await until('the search field', `return !!${root}.querySelector('#wh-search')`)
      // The index is fetched with the first letter.
      const first = `const field = ${root}.querySelector('#wh-search'); if (field.value !== 'card') { field.value = 'card'
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })) }
        return !!${root}.querySelector('.results .list-row')`
      await until('the first answers', first)
      const { times, rows } = await call('POST', `${path}/execute/async`, { script: TYPE, args: [texts] })
      if (rows === 0) throw new Error('the last question found nothing')
      return times
    } finally {
      await call('DELETE', `/${sessionId}`)
    }
  } finally {
    for (const child of children) child.kill()
    // The browser may still be writing its profile.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}
