// wallet-help's own engine, through the native program that answers lines of questions.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vectors as found } from './vectors.mjs'

const ROOT = new URL('../../', import.meta.url).pathname
const EXAMPLE = ['build', '--quiet', '--release', '--package', 'help-content', '--example', 'answers', '--message-format', 'json']

// Built once, when it is first asked.
let program
function built() {
  if (program) return program
  const run = spawnSync('cargo', EXAMPLE, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] })
  if (run.status !== 0) throw new Error('our own engine did not compile; see the lines above')
  const lines = run.stdout.trim().split('\n').map(line => JSON.parse(line))
  program = lines.findLast(line => line.executable && line.target?.name === 'answers').executable
  return program
}

const words = found()
export const hasVectors = words !== null

// Builds an index of the articles and asks it; hits in the order of the queries.
export function ask(articles, queries, { language = 'en', limit = 3, vectors = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'))
  const file = (name, rows) => {
    writeFileSync(join(folder, name), rows.map(row => JSON.stringify(row)).join('\n') + '\n')
    return join(folder, name)
  }
  try {
    const index = join(folder, 'index')
    const run = spawnSync(built(), [
      '--language', language, '--limit', String(limit), '--index', index,
      ...(vectors ? ['--vectors', words.table, '--tokenizer', words.tokenizer] : []),
      '--articles', file('articles.jsonl', articles), '--queries', file('queries.jsonl', queries.map(text => ({ text }))),
    ], { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'inherit'] })
    if (run.status !== 0) throw new Error('our own engine did not answer; see the lines above')
    const [figures, ...answers] = run.stdout.trim().split('\n').map(line => JSON.parse(line))
    return { figures, answers, bytes: readFileSync(index) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
