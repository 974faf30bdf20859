// Files in both directions: the server takes raw bodies and names its downloads in Content-Disposition.
import { guarded } from './client'
import { fileName } from './file_name'
import { offline, problemOf } from './problem'

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response
  throw problemOf(response.status, await response.json().catch(() => null))
}

/** Sends one file as the body. */
export async function upload<T>(path: string, file: File): Promise<T> {
  const request = new Request(new URL(path, location.origin).href, {
    method: 'POST',
    body: file,
    headers: { 'X-File-Name': encodeURIComponent(file.name), 'Content-Type': 'application/octet-stream' },
  })
  return (await checked(await guarded(request))).json()
}

/** Fetches a file and hands it to the browser to save. `body` makes it a POST. Answers the JSON of a 202, if any. */
export async function download(path: string, name: string, body?: unknown): Promise<unknown> {
  const request = new Request(new URL(path, location.origin).href, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  const response = await checked(await guarded(request))
  if (response.status === 202) return response.json()
  const content = await response.blob().catch(() => {
    throw offline()
  })
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(response.headers.get('Content-Disposition')) ?? name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
  return undefined
}
