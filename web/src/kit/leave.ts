// Unsaved work: marks the tab, warns before the browser goes away, asks before the page does.
import { ElMessageBox } from 'element-plus'
import 'element-plus/es/components/message-box/style/css'
import { onBeforeUnmount, watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { setDirty } from '@/app/tabs'
import { t } from '@/i18n'

export const confirmLeave = () =>
  ElMessageBox.confirm(t('kit.leave.text'), t('kit.leave.title'), {
    confirmButtonText: t('kit.leave.go'),
    cancelButtonText: t('kit.leave.stay'),
    type: 'warning',
  }).then(
    () => true,
    () => false,
  )

/** A page that reports unsaved work on its tab for as long as `dirty` is true. */
export function useDirty(dirty: Ref<boolean>) {
  const { path } = useRoute()
  const hold = (event: BeforeUnloadEvent) => event.preventDefault()
  watch(dirty, (now) => {
    setDirty(path, now)
    if (now) window.addEventListener('beforeunload', hold)
    else window.removeEventListener('beforeunload', hold)
  })
  onBeforeUnmount(() => window.removeEventListener('beforeunload', hold))
}
