// The text of a report between its holes: writers change the words, never the numbers.

export interface Piece {
  kind: 'text' | 'hole'
  text: string
}
export interface Line {
  /** The mark of a heading or list item, not for editing. */
  mark: string
  pieces: Piece[]
}

const HOLE = /\{\{[\s\S]*?\}\}/g
const MARK = /^(#{1,6} |\d+\. |[-*] )/

export const holes = (text: string) => text.match(HOLE) ?? []

function pieces(text: string): Piece[] {
  const out: Piece[] = []
  let at = 0
  for (const match of text.matchAll(HOLE)) {
    if (match.index > at) out.push({ kind: 'text', text: text.slice(at, match.index) })
    out.push({ kind: 'hole', text: match[0] })
    at = match.index + match[0].length
  }
  if (at < text.length) out.push({ kind: 'text', text: text.slice(at) })
  return out
}

/** One line of source is one paragraph, heading or item; blank lines part them. */
export const linesOf = (text: string): Line[] =>
  text.split('\n').map((line) => {
    const mark = MARK.exec(line)?.[0] ?? ''
    return { mark, pieces: pieces(line.slice(mark.length)) }
  })

/** What a writer typed becomes one line again: no line breaks, no holes of his own. */
const plain = (text: string) => text.replace(/\s*\n\s*/g, '').replace(/\{\{|\}\}/g, '')

export const joined = (lines: Line[]): string =>
  lines.map((line) => line.mark + line.pieces.map((piece) => (piece.kind === 'hole' ? piece.text : plain(piece.text))).join('')).join('\n')

/** True when every hole still stands, in its order. */
export const sameHoles = (before: string, after: string) => JSON.stringify(holes(before)) === JSON.stringify(holes(after))

/** The figure that a hole prints, if it prints one. */
export const figureOf = (hole: string) => /figure\(\s*['"]([^'"]+)['"]/.exec(hole)?.[1]
