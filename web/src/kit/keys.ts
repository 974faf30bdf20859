// Keyboard shortcuts of a page: off while typing, while an input method composes, and when the user said so.
import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue'
import { useSession } from '@/app/session'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** `/`, `?`, `Alt+B` … → act. Names with Ctrl or Alt also work inside boxes. */
export function useKeys(acts: Record<string, (event: KeyboardEvent) => void>) {
  const session = useSession()
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented || session.session?.preferences.shortcuts === false) return
    const name = `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
    const act = acts[name]
    if (!act || (typing(event.target) && !event.ctrlKey && !event.altKey)) return
    act(event)
  }
  const on = () => window.addEventListener('keydown', onKey)
  const off = () => window.removeEventListener('keydown', onKey)
  onMounted(on)
  onActivated(on)
  onDeactivated(off)
  onBeforeUnmount(off)
}
