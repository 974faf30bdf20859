// Calls by their address, for features whose calls stand in one file (`calls.ts`) beside the types they answer.
import { guarded, ifMatch } from './client'
import { problemOf } from './problem'

export type Asked = Record<string, string | number | boolean | string[] | null | undefined>

/** The query part of an address: empty conditions are left out, lists are repeated. */
export function queryText(query: Asked = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (Array.isArray(value)) for (const one of value) search.append(key, one)
    else if (value !== undefined && value !== null && value !== '') search.append(key, String(value))
  const text = search.toString()
  return text ? `?${text}` : ''
}

interface How {
  query?: Asked
  body?: unknown
  /** The version of the record that the change was made on. */
  version?: number
  /** The key of a submission that may be sent again after a broken line. */
  key?: string
}

async function call<T>(method: string, path: string, how: How): Promise<T> {
  const request = new Request(`${location.origin}${path}${queryText(how.query)}`, {
    method,
    ...(how.body === undefined ? {} : { body: JSON.stringify(how.body) }),
    headers: {
      ...(how.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(how.version === undefined ? {} : ifMatch(how.version)),
      ...(how.key === undefined ? {} : { 'Idempotency-Key': how.key }),
    },
  })
  const response = await guarded(request)
  const text = await response.text()
  const body = text ? (JSON.parse(text) as unknown) : undefined
  if (!response.ok) throw problemOf(response.status, body)
  return body as T
}

export const get = <T>(path: string, query?: Asked) => call<T>('GET', path, { query })
export const post = <T>(path: string, body: unknown = {}, how: Omit<How, 'body'> = {}) => call<T>('POST', path, { ...how, body })
export const patch = <T>(path: string, body: unknown, version?: number) => call<T>('PATCH', path, { body, version })
