// Takes the guard's time in Chromium slowed down four times, prints one Markdown table, and fails past its limits.
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { texts } from './texts.mjs'

const ROOT = new URL('../../', import.meta.url).pathname
const SLOWER = 4
const LENGTHS = [2_000, 4_000, 20_000, 40_000]
// Milliseconds for 2,000 and 20,000 characters, and how much more twice the text may take.
const LIMITS = { 2_000: 4, 20_000: 40, ratio: 2.5 }

const folder = mkdtempSync(join(tmpdir(), 'guard-'))
const children = []
const run = (program, args) => {
  const done = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (done.status !== 0) throw new Error(`${program} ${args[0]} failed; see the lines above`)
  return done.stdout
}

// As the widget is compiled: the same profile, then wasm-opt where `cargo xtask setup` has put it.
function build() {
  run('cargo', ['build', '--quiet', '--profile', 'widget', '--package', 'help-guard-bench', '--target', 'wasm32-unknown-unknown'])
  const { target_directory: target } = JSON.parse(run('cargo', ['metadata', '--no-deps', '--format-version', '1']))
  const wasm = join(target, 'wasm32-unknown-unknown/widget/help_guard_bench.wasm')
  run(join(ROOT, '.tools/bin/wasm-bindgen'), [wasm, '--target', 'web', '--out-dir', folder, '--out-name', 'guard'])
  const compiled = join(folder, 'guard_bg.wasm')
  run(join(ROOT, '.tools/npm/node_modules/.bin/wasm-opt'), ['-Oz', '--converge', '--enable-bulk-memory', '--enable-bulk-memory-opt',
    '--enable-reference-types', '--enable-sign-ext', '--enable-nontrapping-float-to-int', '--enable-mutable-globals',
    '--enable-multivalue', '--strip-debug', compiled, '-o', compiled])
}

// The browser slows down by pausing now and then, which single scans slip through: a row of scans takes its share of
// the pauses. The shortest of some rows is what the work takes when nothing else wants the machine.
const TIME = `
  const done = arguments[arguments.length - 1]
  const [texts] = arguments
  import('/guard.js').then(async ({ default: start, Guard }) => {
    await start()
    const unpacking = performance.now()
    const guard = new Guard()
    const unpacked = performance.now() - unpacking
    const time = text => {
      let best = Infinity
      for (let row = 0; row < 4; row++) {
        const begun = performance.now()
        let count = 0
        do {
          guard.scan(text)
          count++
        } while (performance.now() - begun < 150)
        best = Math.min(best, (performance.now() - begun) / count)
      }
      return best
    }
    texts.flat().forEach(text => guard.scan(text))
    done({ unpacked, times: texts.map(row => row.map(time)) })
  }).catch(error => done({ error: String(error) }))`

const KINDS = { js: 'text/javascript', wasm: 'application/wasm' }

function serve() {
  const server = createServer((request, response) => {
    const name = request.url.slice(1)
    const kind = KINDS[name.split('.').at(-1)]
    // Without these a browser rounds its clock to a tenth of a millisecond.
    const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
    response.writeHead(200, { ...headers, 'content-type': kind ?? 'text/html' })
    response.end(kind ? readFileSync(join(folder, name)) : '<!DOCTYPE html><title>guard</title>')
  })
  return new Promise(go => server.listen(0, '127.0.0.1', () => go(server)))
}

async function inChromium(origin, rows) {
  const driver = spawn('chromedriver', ['--port=0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(driver)
  const port = await new Promise((go, fail) => {
    driver.on('error', fail)
    driver.stdout.on('data', chunk => {
      const found = /started successfully on port (\d+)/.exec(chunk)
      if (found) go(found[1])
    })
  })
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' },
    })
    const { value } = await answer.json()
    if (value?.error) throw new Error(`${path}: ${value.message}`)
    return value
  }
  const { sessionId } = await call('POST', '', { capabilities: { alwaysMatch: { 'goog:chromeOptions': {
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-dev-shm-usage', `--user-data-dir=${join(folder, 'profile')}`],
  } } } })
  try {
    const at = path => `/${sessionId}${path}`
    await call('POST', at('/timeouts'), { script: 300_000 })
    await call('POST', at('/url'), { url: origin })
    await call('POST', at('/goog/cdp/execute'), { cmd: 'Emulation.setCPUThrottlingRate', params: { rate: SLOWER } })
    return await call('POST', at('/execute/async'), { script: TIME, args: [rows] })
  } finally {
    await call('DELETE', `/${sessionId}`)
  }
}

try {
  if (spawnSync('which', ['chromedriver']).status !== 0) {
    console.log('skipped: chromedriver is not here')
    process.exit(0)
  }
  build()
  const server = await serve()
  const cut = (pattern, length) => [...pattern.repeat(Math.ceil(length / [...pattern].length))].slice(0, length).join('')
  const rows = Object.values(texts).map(pattern => LENGTHS.map(length => cut(pattern, length)))
  const { unpacked, times, error } = await inChromium(`http://127.0.0.1:${server.address().port}/`, rows)
  server.close()
  if (error) throw new Error(error)
  const missed = []
  const ms = time => `${time.toFixed(2)} ms`
  const line = cells => `| ${cells.join(' | ')} |`
  console.log(line(['text', ...LENGTHS.map(it => it.toLocaleString('en')), 'twice the text']))
  console.log(line(['---', ...LENGTHS.map(() => '---'), '---']))
  Object.keys(texts).forEach((name, n) => {
    const [short, , long, double] = times[n]
    const ratio = double / long
    console.log(line([name, ...times[n].map(ms), `${ratio.toFixed(2)} times`]))
    if (short > LIMITS[2_000] || long > LIMITS[20_000] || ratio > LIMITS.ratio) missed.push(name)
  })
  console.log(`\nChromium slowed down ${SLOWER} times, the best of four rows of scans; the lists unpack in ${ms(unpacked)}.`)
  if (missed.length > 0) {
    console.error(`past the limits of ${LIMITS[2_000]} ms, ${LIMITS[20_000]} ms and ${LIMITS.ratio} times: ${missed.join(', ')}`)
    process.exitCode = 1
  }
} finally {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
