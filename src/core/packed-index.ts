import { known } from './result.ts'

/** The part of a search index that cannot be computed from the rest: which terms a field of a document holds, and how weighty. */
export type PostingIndex = {
  /** Sorted, each once. */
  readonly terms: readonly string[]
  readonly fields: readonly {
    readonly name: string
    /** By document, in ascending order; terms by place, ascending, each with its weight over 0. */
    readonly documents: readonly { readonly id: number; readonly postings: readonly (readonly [number, number])[] }[]
  }[]
}

// Terms as what they share with the one before and the rest; documents and terms as differences; weights in steps of
// equal ratio from the least to the most of the field, of which there are so few that a compression makes much of them.
// Numbers take seven bits a byte, the highest bit says that another byte follows.

const unit = 1_000_000
const steps = 63

/** The index in as few bytes as a plain compression then makes much of. */
export function pack({ terms, fields }: PostingIndex): Uint8Array {
  const bytes: number[] = []
  const put = (number: number) => {
    let rest = number
    while (rest >= 0x80) {
      bytes.push((rest & 0x7f) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    bytes.push(rest)
  }
  const putText = (text: string) => {
    put(text.length)
    for (let at = 0; at < text.length; at++) put(text.charCodeAt(at))
  }

  put(terms.length)
  terms.forEach((term, at) => {
    const before = terms[at - 1] ?? ''
    let shared = 0
    while (shared < before.length && shared < term.length && before[shared] === term[shared]) shared += 1
    put(shared)
    putText(term.slice(shared))
  })
  put(fields.length)
  for (const { name, documents } of fields) {
    const all = documents.flatMap(({ postings }) => postings.map(([, weight]) => weight))
    const least = all.reduce((one, other) => Math.min(one, other), 1)
    const span = Math.log(all.reduce((one, other) => Math.max(one, other), 1) / least)
    putText(name)
    put(Math.round(least * unit))
    put(Math.round(span * unit))
    put(documents.length)
    const weights: number[] = []
    let document = 0
    for (const { id, postings } of documents) {
      put(id - document)
      document = id
      put(postings.length)
      let term = 0
      for (const [place, weight] of postings) {
        put(place - term)
        term = place
        weights.push(span === 0 ? 0 : Math.round((Math.log(weight / least) / span) * steps))
      }
    }
    for (const weight of weights) bytes.push(weight)
  }
  return Uint8Array.from(bytes)
}

/** What was packed, each weight within the 510th part of the ratios of its field. */
export function unpack(bytes: Uint8Array): PostingIndex {
  let at = 0
  const byte = () => known(bytes[at++])
  const take = () => {
    let number = 0
    let scale = 1
    for (;;) {
      const next = byte()
      number += (next & 0x7f) * scale
      if (next < 0x80) return number
      scale *= 0x80
    }
  }
  const takeText = () => {
    let text = ''
    for (let left = take(); left > 0; left--) text += String.fromCharCode(take())
    return text
  }

  const terms: string[] = []
  for (let left = take(); left > 0; left--) {
    const shared = take()
    terms.push((terms.at(-1) ?? '').slice(0, shared) + takeText())
  }
  const fields = Array.from({ length: take() }, () => {
    const name = takeText()
    const least = take() / unit
    const span = take() / unit
    const count = take()
    let document = 0
    const placed = Array.from({ length: count }, () => {
      document += take()
      let term = 0
      const places = Array.from({ length: take() }, () => (term += take()))
      return { id: document, places }
    })
    const documents = placed.map(({ id, places }) => ({
      id,
      postings: places.map((place): readonly [number, number] => [place, least * Math.exp((byte() / steps) * span)]),
    }))
    return { name, documents }
  })
  return { terms, fields }
}
