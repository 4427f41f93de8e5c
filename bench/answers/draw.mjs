// Draws articles and questions by the protocol: the same draws and the same typos for everybody.
import { readFileSync } from 'node:fs'

const DATA = new URL('../../../shared/data/', import.meta.url)

export function rows(path) {
  try {
    return readFileSync(new URL(path, DATA), 'utf8').trim().split('\n').map(line => JSON.parse(line))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

// mulberry32: small, seeded, the same everywhere.
export function random(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return { next, below: n => Math.floor(next() * n) }
}

function shuffled(list, rng) {
  const out = [...list]
  for (let n = out.length - 1; n > 0; n--) {
    const other = rng.below(n + 1)
    ;[out[n], out[other]] = [out[other], out[n]]
  }
  return out
}

const titleOf = intent => intent[0].toUpperCase() + intent.slice(1).replaceAll('_', ' ')

// One article an intent, in alphabetical order, with `ways` other ways to ask it.
export function articles(train, ways, seed) {
  const byIntent = new Map()
  for (const row of train) {
    const [intent] = row.intents
    if (!byIntent.has(intent)) byIntent.set(intent, [])
    byIntent.get(intent).push(row.text)
  }
  const rng = random(seed)
  return [...byIntent.keys()].sort().map(id => {
    const title = titleOf(id)
    return { id, title, body: title, questions: shuffled(byIntent.get(id), rng).slice(0, ways) }
  })
}

// 10,000 articles, each with a title and six questions drawn with repetition across articles.
export function many(train, count, seed) {
  const rng = random(seed)
  const text = () => train[rng.below(train.length)].text
  return Array.from({ length: count }, (_, n) => {
    const questions = new Set()
    const title = text()
    while (questions.size < 6) questions.add(text())
    return { id: `article-${String(n).padStart(5, '0')}`, title, body: '', questions: [...questions] }
  })
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

// Every word of more than three letters gets, with p = 0.2, one edit inside it.
export function typos(text, rng) {
  return text.split(' ').map(word => {
    if ((word.match(/\p{L}/gu) ?? []).length <= 3 || rng.next() >= 0.2) return word
    const at = 1 + rng.below(word.length - 2)
    const letter = LETTERS[rng.below(26)]
    switch (rng.below(4)) {
      case 0: return word.slice(0, at) + word.slice(at + 1)
      case 1: return word.slice(0, at) + letter + word.slice(at)
      case 2: return word.slice(0, at) + letter + word.slice(at + 1)
      default: return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
    }
  }).join(' ')
}

// The query after a share of its characters.
export const begun = (text, share) => {
  const letters = [...text]
  return letters.slice(0, Math.floor(letters.length * share)).join('')
}
