// Error messages of real wallets, and the articles that answer them.
import { rows } from './draw.mjs'

const SOURCES = ['unstoppable', 'bitbox', 'bitcoin-org']

const plain = markdown => markdown
  .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
  .replace(/<[^>]*>/g, ' ')
  .replace(/[#*_`>|]/g, ' ')

// Shares of messages whose article comes first and within three, over both languages.
export function messages(answer, hits) {
  const links = rows('errors/error-to-article-even.jsonl')
  const all = SOURCES.flatMap(source => rows(`articles/${source}.jsonl`))
  const found = []
  const accepted = []
  for (const [language, tag] of [['en', 'en'], ['zh-Hans', 'zh-CN']]) {
    const articles = all.filter(row => row.lang === language)
      .map(row => ({ id: row.id, title: row.title, questions: [], body: plain(row.body_markdown) }))
    const wanted = links.filter(row => row.lang === language)
    found.push(...answer(articles, wanted.map(row => row.text), tag))
    accepted.push(...wanted.map(row => row.accept))
  }
  return hits(found, accepted)
}
