// Just enough of W3C WebDriver to run scripts in the tabs of one Chromium.
import { spawn, spawnSync } from 'node:child_process'

// Starts a program and waits for the line that says where it listens.
export function start(program, args, found) {
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

const where = program => spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim()

export const hasBrowser = () => Boolean(where('chromium') && where('chromedriver'))

// A browser with a profile in that folder, and the driver it ends with.
export async function browser(profile) {
  const [driver, port] = await start('chromedriver', ['--port=0'], /started successfully on port (\d+)/)
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' },
    })
    const { value } = await answer.json()
    if (value?.error) throw new Error(`${path}: ${value.message}`)
    return value
  }
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-dev-shm-usage', `--user-data-dir=${profile}`]
  const options = { 'goog:chromeOptions': { binary: where('chromium'), args } }
  const { sessionId } = await call('POST', '', { capabilities: { alwaysMatch: options } })
  const path = `/${sessionId}`
  await call('POST', `${path}/timeouts`, { script: 600_000 })
  // A tab is looked at before a script runs in it: browsers slow down those behind.
  const tab = async handle => {
    const ours = handle ?? (await call('POST', `${path}/window/new`, { type: 'tab' })).handle
    const look = () => call('POST', `${path}/window`, { handle: ours })
    const run = async (kind, script, args) => {
      await look()
      return call('POST', `${path}/execute/${kind}`, { script, args })
    }
    return {
      goto: async url => {
        await look()
        await call('POST', `${path}/url`, { url })
      },
      run: (script, ...args) => run('sync', script, args),
      runLater: (script, ...args) => run('async', script, args),
      async until(what, script) {
        for (let n = 0; n < 600; n++) {
          if (await this.run(script)) return
          await new Promise(go => setTimeout(go, 100))
        }
        throw new Error(`waited in vain for ${what}`)
      },
    }
  }
  return {
    tab,
    async close() {
      await call('DELETE', path).catch(() => {})
      driver.kill()
    },
  }
}
