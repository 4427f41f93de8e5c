// Measures wallet-help's search beside its peers on BANKING77 and prints one Markdown table.
import { brotliCompressSync, constants } from 'node:zlib'
import { articles, begun, many, random, rows, typos } from './draw.mjs'
import { peerFor, peers } from './peers.mjs'
import { ask, hasVectors } from './ours.mjs'
import { keystrokes as typed } from './chromium.mjs'
import { messages } from './errors.mjs'
import { chinese } from './chinese.mjs'

const SEEDS = [0, 1, 2]
const train = rows('questions/banking77-train.jsonl')
const test = rows('questions/banking77-test-even.jsonl')
if (!train || !test) {
  console.log('skipped: the folder `data` with the questions is not here')
  process.exit(0)
}
const outside = rows('questions/clinc150-out-of-scope-even.jsonl').map(row => row.text)
const asked = test.map(row => row.text)
const wanted = test.map(row => [row.intents[0]])

const mean = list => list.reduce((sum, it) => sum + it, 0) / list.length
const percent = share => (100 * share).toFixed(1)
const brotli = bytes => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
}).length
const kb = bytes => `${Math.round(bytes / 1000)} KB`
const ms = time => (time < 10 ? `${time.toFixed(2)} ms` : `${Math.round(time)} ms`)
const say = text => process.stderr.write(`${text}\n`)

// Who answers: hits of each query over these articles.
const engines = {
  'wallet-help': (list, queries, language) =>
    ask(list, queries, { language }).answers.map(it => it.hits),
}
const VECTORS = 'with word vectors'
if (hasVectors) {
  engines[VECTORS] = (list, queries, language) =>
    ask(list, queries, { language, vectors: true }).answers.map(it => it.hits)
}
for (const name of Object.keys(peers)) {
  engines[name] = (list, queries, language = 'en') => {
    const peer = peerFor(name, language)
    const index = peer.build(list)
    return queries.map(query => peer.search(index, query, 3))
  }
}

// Only those named on the command line, when any are.
const only = process.argv.slice(2)
for (const name of Object.keys(engines)) {
  if (only.length > 0 && !only.includes(name)) delete engines[name]
}

// Share of queries whose wanted article is first, and among the first three.
function hits(found, accepted) {
  const first = found.filter((ids, n) => accepted[n].includes(ids[0])).length
  const three = found.filter((ids, n) => ids.slice(0, 3).some(id => accepted[n].includes(id))).length
  return [first / found.length, three / found.length]
}

const variants = [
  ...[3, 10, 30].map(ways => [`${ways} ways to ask`, ways, text => text]),
  ['3 ways, typos', 3, (text, rng) => typos(text, rng)],
  ...[0.25, 0.5, 0.75].map(share => [`3 ways, ${share * 100} % typed`, 3, text => begun(text, share)]),
]
const header = ['first / within three', ...Object.keys(engines)]
const lines = []
for (const [name, ways, change] of variants) {
  const line = [name]
  for (const [engine, answer] of Object.entries(engines)) {
    if (peers[engine]?.slow && ways > 3) {
      line.push('–')
      continue
    }
    const seeds = peers[engine]?.slow ? SEEDS.slice(0, 1) : SEEDS
    const shares = seeds.map(seed => {
      const rng = random(1000 + seed)
      return hits(answer(articles(train, ways, seed), asked.map(text => change(text, rng))), wanted)
    })
    line.push(`${percent(mean(shares.map(it => it[0])))} / ${percent(mean(shares.map(it => it[1])))}`)
    say(`${name}: ${engine} ${line.at(-1)}`)
  }
  lines.push(line)
}

for (const [name, share] of [['error message to article', messages], ['Chinese, our own questions', chinese]]) {
  const line = [name]
  for (const [engine, answer] of Object.entries(engines)) {
    line.push(share(answer, hits).map(percent).join(' / '))
    say(`${name}: ${engine} ${line.at(-1)}`)
  }
  lines.push(line)
}

// Questions that no article answers, told apart by confidence: the area under the curve.
function area(inside, out) {
  const all = [...inside.map(it => [it, 1]), ...out.map(it => [it, 0])].sort((a, b) => a[0] - b[0])
  let below = 0
  let sum = 0
  for (let n = 0; n < all.length;) {
    let end = n
    while (end < all.length && all[end][0] === all[n][0]) end++
    const no = all.slice(n, end).filter(it => !it[1]).length
    sum += (end - n - no) * (below + no / 2)
    below += no
    n = end
  }
  return sum / (inside.length * out.length)
}
const areas = vectors => mean(SEEDS.map(seed => {
  const { answers } = ask(articles(train, 3, seed), [...asked, ...outside], { vectors })
  const sure = answers.map(it => it.confidence)
  return area(sure.slice(0, asked.length), sure.slice(asked.length))
})).toFixed(3)
lines.push(['out of scope told apart (area)',
  ...Object.keys(engines).map(it => (peers[it] ? '–' : areas(it === VECTORS)))])

// What the 77 articles weigh.
lines.push(['77 articles, 3 ways, brotli', ...Object.keys(engines).map(it => {
  const list = articles(train, 3, 0)
  return kb(brotli(peers[it] ? Buffer.from(peers[it].save(peers[it].build(list))) : ask(list, [], { vectors: it === VECTORS }).bytes))
})])

// 10,000 articles: size, build, bytes to ready, a keystroke.
const big = many(train, 10_000, 0)
const rng = random(9)
const keystrokes = Array.from({ length: 300 }, () => {
  const { text } = train[rng.below(train.length)]
  return text.slice(0, 1 + rng.below(text.length))
})
const timed = action => {
  const start = performance.now()
  const value = action()
  return [performance.now() - start, value]
}
const p95 = times => times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]
const large = {}
for (const name of Object.keys(engines).filter(name => !peers[name])) {
  const { bytes, figures } = ask(big, keystrokes, { vectors: name === VECTORS })
  large[name] = [brotli(bytes), figures.build_ms, figures.open_ms, figures.p95_ms]
}
for (const [name, peer] of Object.entries(peers).filter(([name]) => engines[name])) {
  const [build, index] = timed(() => peer.build(big))
  const saved = peer.save(index)
  const open = peer.load ? timed(() => peer.load(saved))[0] : build
  // Some take seconds: half a minute of keystrokes is enough.
  const times = []
  const until = performance.now() + 30_000
  for (const query of keystrokes) {
    times.push(timed(() => peer.search(index, query, 8))[0])
    if (performance.now() > until) break
  }
  large[name] = [brotli(Buffer.from(saved)), build, open, p95(times)]
  say(`10,000 articles: ${name} done`)
}
const figures = name => large[name]
lines.push(['10,000 articles, brotli', ...Object.keys(engines).map(it => kb(figures(it)[0]))])
lines.push(['10,000 articles, build', ...Object.keys(engines).map(it => ms(figures(it)[1]))])
lines.push(['10,000 articles, bytes to ready', ...Object.keys(engines).map(it => ms(figures(it)[2]))])
lines.push(['10,000 articles, a keystroke, p95', ...Object.keys(engines).map(it => ms(figures(it)[3]))])

// The same in a browser, where there is one.
const names = Object.keys(engines)
if (engines['wallet-help']) {
  const inChromium = await typed(big, keystrokes, names.filter(it => peers[it])).catch(error => say(`Chromium: ${error.message}`))
  const cells = figure => names.map(it => (figure(inChromium?.[it]) === undefined ? '–' : ms(figure(inChromium[it]))))
  lines.push(['the same in Chromium: a keystroke, p95', ...cells(it => it && p95(it.searched))])
  lines.push(['the same in Chromium: its list on screen, p95', ...cells(it => it?.shown && p95(it.shown))])
  lines.push(['the same in Chromium: bytes to ready', ...cells(it => it?.ready ?? undefined)])
}

const row = cells => `| ${cells.join(' | ')} |`
console.log([row(header), row(header.map(() => '---')), ...lines.map(row)].join('\n'))
console.log(`\n${asked.length} test questions, mean of seeds ${SEEDS.join(', ')}; times on this machine: wallet-help natively and `
  + 'its peers in Node, but where Chromium is named. There wallet-help is the whole widget, and its bytes are ready when the first '
  + 'answers stand on screen.')
