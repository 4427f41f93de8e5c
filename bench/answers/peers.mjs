// The peers, each in the best setting that its documentation gives for whole questions with mistakes:
// any word may match, words are weighed, beginnings and small mistakes count. None of them parts Chinese by
// itself, so they get it parted: single signs and pairs, which finds most.
import { create, insertMultiple, save, search } from '@orama/orama'
import elasticlunr from 'elasticlunr'
import FlexSearch from 'flexsearch'
import Fuse from 'fuse.js'
import lunr from 'lunr'
import MiniSearch from 'minisearch'

const flat = article => ({
  id: article.id, title: article.title, questions: article.questions.join('\n'), body: article.body,
})
// Mistakes in words of more than three letters; beginnings only of the word being typed.
const mini = {
  fields: ['title', 'questions', 'body'],
  searchOptions: {
    boost: { title: 2 },
    fuzzy: term => (term.length > 3 ? 0.2 : false),
    prefix: (term, n, terms) => n === terms.length - 1,
  },
}
const flex = () => new FlexSearch.Index({
  tokenize: 'forward', encoder: new FlexSearch.Encoder(FlexSearch.Charset.Default),
})
const words = text => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean)

// Signs and pairs of signs with blanks between them; other words as they are.
export const parted = text => words(text).flatMap(word => word.match(/\p{sc=Han}+|[^\p{sc=Han}]+/gu))
  .flatMap(run => {
    const signs = [...run]
    if (!/\p{sc=Han}/u.test(run)) return [run]
    return [...signs, ...signs.slice(1).map((sign, n) => signs[n] + sign)]
  }).join(' ')
const partedArticle = article => ({
  id: article.id, title: parted(article.title), questions: article.questions.map(parted), body: parted(article.body),
})

// Peers as they are asked in a language.
export function peerFor(name, language) {
  const peer = peers[name]
  if (!language.startsWith('zh') || name === 'Fuse') return peer
  return {
    ...peer,
    build: list => peer.build(list.map(partedArticle), language),
    search: (index, query, limit) => peer.search(index, parted(query), limit),
  }
}

export const peers = {
  MiniSearch: {
    build(articles) {
      const index = new MiniSearch(mini)
      index.addAll(articles.map(flat))
      return index
    },
    search: (index, query, limit) => index.search(query).slice(0, limit).map(hit => hit.id),
    save: index => JSON.stringify(index),
    load: text => MiniSearch.loadJSON(text, mini),
  },
  FlexSearch: {
    build(articles) {
      const index = flex()
      const ids = articles.map(article => article.id)
      articles.forEach((article, n) => {
        index.add(n, [article.title, ...article.questions, article.body].join(' '))
      })
      return { index, ids }
    },
    search: ({ index, ids }, query, limit) =>
      index.search(query, { limit, suggest: true }).map(n => ids[n]),
    save: ({ index }) => {
      const parts = []
      index.export((key, data) => parts.push([key, data]))
      return JSON.stringify(parts)
    },
    load: text => {
      const index = flex()
      for (const [key, data] of JSON.parse(text)) index.import(key, data)
      return index
    },
  },
  Orama: {
    build(articles, language) {
      // Its own tokenizers drop Chinese signs.
      const apart = { language: 'english', normalizationCache: new Map(), tokenize: text => [...new Set(words(text))] }
      const index = create({
        schema: { id: 'string', title: 'string', questions: 'string', body: 'string' },
        components: { tokenizer: language ? apart : { stemming: true, language: 'english' } },
      })
      insertMultiple(index, articles.map(flat))
      // One mistake in a single sign is any other sign.
      return { index, tolerance: language ? 0 : 1 }
    },
    search: ({ index, tolerance }, query, limit) => search(index, {
      term: query, limit, tolerance, threshold: 1,
      properties: ['title', 'questions', 'body'],
    }).hits.map(hit => hit.document.id),
    save: ({ index }) => JSON.stringify(save(index)),
  },
  Fuse: {
    build: articles => new Fuse(articles, {
      keys: [{ name: 'title', weight: 2 }, 'questions', 'body'],
      ignoreLocation: true,
    }),
    search: (index, query, limit) =>
      index.search(query, { limit }).map(hit => hit.item.id),
    save: index => JSON.stringify([index.getIndex(), index._docs]),
    slow: true,
  },
  lunr: {
    build: (articles, language) => lunr(function () {
      // Trimming and stemming are for Latin letters: they leave nothing of a Chinese sign.
      if (language) {
        this.pipeline.reset()
        this.searchPipeline.reset()
      }
      this.ref('id')
      this.field('title', { boost: 2 })
      this.field('questions')
      this.field('body')
      for (const article of articles) this.add(flat(article))
    }),
    search(index, query, limit) {
      const found = index.query(q => {
        for (const word of words(query)) {
          q.term(word, { boost: 10 })
          if (word.length > 3) q.term(word, { boost: 1, editDistance: 1, usePipeline: false })
          q.term(word, { boost: 2, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false })
        }
      })
      return found.slice(0, limit).map(hit => hit.ref)
    },
    save: index => JSON.stringify(index),
    load: text => lunr.Index.load(JSON.parse(text)),
  },
  elasticlunr: {
    build(articles, language) {
      const index = elasticlunr(function () {
        if (language) this.pipeline.reset()
        this.setRef('id')
        for (const field of ['title', 'questions', 'body']) this.addField(field)
        this.saveDocument(false)
      })
      for (const article of articles) index.addDoc(flat(article))
      return index
    },
    search: (index, query, limit) => index.search(query, {
      fields: { title: { boost: 2 }, questions: { boost: 1 }, body: { boost: 1 } }, bool: 'OR', expand: true,
    }).slice(0, limit).map(hit => hit.ref),
    save: index => JSON.stringify(index),
    load: text => elasticlunr.Index.load(JSON.parse(text)),
  },
}
