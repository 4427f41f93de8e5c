// The demo wallet's Chinese articles, and questions about them in the words of worried people; of these the part
// that nothing was ever tuned on.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'smol-toml'

const ROOT = new URL('../../', import.meta.url)
const FOLDER = new URL('knowledge/zh-CN/', ROOT)

function article(path) {
  const [, front, body] = readFileSync(new URL(path, FOLDER), 'utf8').split(/^\+\+\+$/m)
  const { id = path.replace(/\.md$/, ''), title, questions = [] } = parse(front)
  return { id, title, questions, body: body.replace(/[#*_`>|[\]()]/g, ' ') }
}

// Shares of questions whose article comes first and within three.
export function chinese(answer, hits) {
  const articles = readdirSync(FOLDER, { recursive: true }).filter(it => it.endsWith('.md')).sort().map(article)
  const questions = readFileSync(new URL('tests/data/questions-zh.jsonl', ROOT), 'utf8').trim().split('\n')
    .map(line => JSON.parse(line)).filter(row => row.part === 'report')
  return hits(answer(articles, questions.map(row => row.text), 'zh-CN'), questions.map(row => [row.article]))
}
