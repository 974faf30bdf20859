// A refusal or fault as the page handles it: one error type, whether it came from the server or from the line.
import { t } from '@/i18n'

export interface FieldError {
  path: string
  message: string
}

interface ProblemBody {
  title?: string
  detail?: string
  code?: string
  status?: number
  incident?: string
  errors?: { path: string; key?: string; message: string }[]
  current?: Record<string, unknown>
  retry_after?: number
}

export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 0,
    readonly fields: FieldError[] = [],
    readonly current?: Record<string, unknown>,
  ) {
    super(message)
    this.name = 'Problem'
  }

  /** The message for a field of the form, by its name. */
  field(name: string): string | undefined {
    return this.fields.find((error) => fieldName(error.path) === name)?.message
  }
}

/** "/birth_date" → "birth_date"; "/categories/0/since" → "categories". */
export const fieldName = (path: string) => path.replace(/^\//, '').split('/')[0] ?? ''

/** Turns what the server said into the one error type. The server's own sentence wins; ours fills the gaps. */
export function problemOf(status: number, body: unknown): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as ProblemBody
  const code = said.code ?? codeOf(status)
  const fields = (said.errors ?? []).map(({ path, message }) => ({ path, message }))
  let message = said.detail || said.title || ''
  if (!message || status >= 500) {
    if (said.incident) message = t('app.problem.fault', { incident: said.incident })
    else if (status === 503 || status === 429) message ||= t('app.problem.busy')
    else if (status >= 500) message ||= t('app.problem.fault_plain')
    else if (status === 404 || status === 403) message ||= t('app.problem.not_found')
  }
  if (!message) message = t('app.problem.fault_plain')
  return new Problem(code, message, status, fields, said.current)
}

function codeOf(status: number): string {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 412) return 'stale'
  if (status === 429) return 'too_many'
  if (status === 413) return 'too_large'
  return status >= 500 ? 'fault' : 'invalid'
}

export const offline = () => new Problem('offline', t('app.problem.offline'))

/** The sentence to show for anything that was thrown. */
export const sentence = (error: unknown) =>
  error instanceof Problem ? error.message : t('app.problem.fault_plain')
