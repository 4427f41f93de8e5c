// The peers in a tab of their own: builds one, says how long its kept form takes to be ready, and asks it.
import { peers } from './peers.mjs'

const built = {}
const timed = action => {
  const start = performance.now()
  const value = action()
  return [performance.now() - start, value]
}

globalThis.bench = {
  build(name) {
    const peer = peers[name]
    const [build, index] = timed(() => peer.build(globalThis.articles))
    built[name] = index
    if (!peer.load) return { build, ready: build }
    const saved = peer.save(index)
    return { build, ready: timed(() => peer.load(saved))[0] }
  },
  // Times in milliseconds, as many as fit into `budget`.
  ask(name, texts, budget) {
    const until = performance.now() + budget
    const times = []
    for (const text of texts) {
      times.push(timed(() => peers[name].search(built[name], text, 8))[0])
      if (performance.now() > until) break
    }
    return times
  },
}
