// The one door to the server: typed calls, CSRF and idempotency headers, log-in again without losing the page.
import createClient from 'openapi-fetch'
import { language } from '@/i18n'
import type { Calls, Stored } from './types'
import { offline, problemOf } from './problem'

interface Gate {
  /** The token that proves a request comes from our own page. */
  csrf(): string | undefined
  /** Asks the user to log in again; true when the request may be repeated. */
  again(): Promise<boolean>
}

let gate: Gate = { csrf: () => undefined, again: async () => false }
export const setGate = (next: Gate) => (gate = next)

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** A random key for one submission; works on a plain-HTTP page, where randomUUID is missing. */
export function submissionKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export async function guarded(request: Request): Promise<Response> {
  if (request.method === 'POST' && !request.headers.has('Idempotency-Key'))
    request.headers.set('Idempotency-Key', submissionKey())
  const spare = request.clone()
  const answer = await send(request)
  const login = request.url.endsWith('/api/session') && request.method !== 'DELETE'
  if (answer.status === 401 && !login && (await gate.again())) return send(spare)
  return answer
}

async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', language())
  const token = gate.csrf()
  if (UNSAFE.has(request.method) && token) request.headers.set('X-Guiyan-Csrf', token)
  try {
    return await fetch(request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offline()
  }
}

export const api = createClient<Calls>({
  baseUrl: location.origin,
  fetch: guarded,
  querySerializer: { array: { style: 'form', explode: true } },
})

/** Unwraps a call: the data, or a thrown Problem. */
export async function ok<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Stored<T>> {
  const { data, error, response } = await call
  if (!response.ok) throw problemOf(response.status, error)
  return data as Stored<T>
}

/** The header that says which version of a record an edit was made on. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` })
