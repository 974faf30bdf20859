// Short messages at the top of the page, four seconds, read aloud by screen readers.
import { ElMessage } from 'element-plus'
import { sentence } from '@/api/problem'

export const done = (message: string) => ElMessage({ type: 'success', message, duration: 4000, grouping: true })
export const warn = (message: string) => ElMessage({ type: 'warning', message, duration: 6000, grouping: true })
/** Says why something was not done. Aborted requests were replaced by newer ones and are silent. */
export function refuse(error: unknown) {
  if (error instanceof DOMException && error.name === 'AbortError') return
  ElMessage({ type: 'error', message: sentence(error), duration: 8000, showClose: true, grouping: true })
}
