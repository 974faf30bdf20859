// Loading with the old content kept: newer calls win, a failure leaves a strip above what is already shown.
import { computed, ref, shallowRef } from 'vue'
import { Problem, sentence } from '@/api/problem'

export function useLoad<T>(fetcher: () => Promise<T>) {
  const data = shallowRef<T | null>(null)
  const loading = ref(false)
  const problem = ref<Problem | null>(null)
  const at = ref<Date | null>(null)
  let turn = 0

  async function load() {
    const mine = ++turn
    loading.value = true
    try {
      const answer = await fetcher()
      if (mine !== turn) return
      data.value = answer
      problem.value = null
      at.value = new Date()
    } catch (error) {
      if (mine !== turn) return
      problem.value = error instanceof Problem ? error : new Problem('fault', sentence(error))
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  /** Not there, or not ours: the two are one page. */
  const missing = computed(() => problem.value?.code === 'not_found' || problem.value?.code === 'forbidden')
  return { data, loading, problem, missing, at, load }
}

/** Runs one act at a time: a second click while the first is under way does nothing. */
export function useBusy() {
  const busy = ref(false)
  async function run<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    try {
      return await act()
    } finally {
      busy.value = false
    }
  }
  return { busy, run }
}
