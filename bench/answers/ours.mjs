// wallet-help's own engine, through the native program that answers lines of questions.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = new URL('../../', import.meta.url).pathname
const CARGO = ['run', '--quiet', '--release', '--package', 'help-content', '--example', 'answers', '--']

// A table of word vectors and its tokenizer, when the caller has them.
const { WORD_VECTORS, WORD_TOKENIZER } = process.env
export const hasVectors = Boolean(WORD_VECTORS && WORD_TOKENIZER)

// Builds an index of the articles and asks it; hits in the order of the queries.
export function ask(articles, queries, { language = 'en', limit = 3, vectors = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'))
  const file = (name, rows) => {
    writeFileSync(join(folder, name), rows.map(row => JSON.stringify(row)).join('\n') + '\n')
    return join(folder, name)
  }
  try {
    const index = join(folder, 'index')
    const run = spawnSync('cargo', [
      ...CARGO, '--language', language, '--limit', String(limit), '--index', index,
      ...(vectors ? ['--vectors', WORD_VECTORS, '--tokenizer', WORD_TOKENIZER] : []),
      '--articles', file('articles.jsonl', articles), '--queries', file('queries.jsonl', queries.map(text => ({ text }))),
    ], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'inherit'] })
    if (run.status !== 0) throw new Error('our own engine did not answer; see the lines above')
    const [figures, ...answers] = run.stdout.trim().split('\n').map(line => JSON.parse(line))
    return { figures, answers, bytes: readFileSync(index) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
