// Names of duties: each scheme has its own table of them.
import { watch } from 'vue'
import { useSchemes } from '../schemes/store'

export function useDuties(ids: () => (string | null | undefined)[]) {
  const schemes = useSchemes()
  watch(
    () => [...new Set(ids())].filter((id): id is string => !!id).join(' '),
    (list) => list.split(' ').filter(Boolean).forEach((id) => void schemes.detail(id).catch(() => undefined)),
    { immediate: true },
  )
  const tablesOf = (id: string) => {
    const detail = schemes.details[id]
    const used = new Set(detail?.roles.map((role) => role.duties).filter(Boolean))
    return detail?.tables.filter((one) => used.has(one.table)) ?? []
  }
  const dutiesOf = (id: string | null | undefined) => (id ? tablesOf(id).flatMap((table) => table.items) : [])
  const dutyName = (id: string | null | undefined, code: string | null | undefined) => (code ? (dutiesOf(id).find((item) => item.code === code)?.name ?? code) : '—')
  return { dutiesOf, dutyName }
}
