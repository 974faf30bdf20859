// People and units to choose from in other forms, by part of a name.
import { reactive } from 'vue'
import { api, ok } from '@/api/client'
import type { Choice } from '@/kit/fields'
import { NOTHING } from '@/kit/format'

const SHOWN = 10

export async function findPeople(q: string): Promise<Choice[]> {
  const { items } = await ok(api.GET('/api/people', { params: { query: { q, size: SHOWN } } }))
  return items.map((one) => ({ value: one.id, label: [one.name, [one.town_name, one.region_name].filter(Boolean).join('·'), one.birth_date?.slice(0, 4)].filter(Boolean).join('  ') }))
}

export async function findUnits(q: string): Promise<Choice[]> {
  const { items } = await ok(api.GET('/api/organizations', { params: { query: { q, size: SHOWN } } }))
  return items.map((one) => ({ value: one.id, label: [one.name, one.region_name].filter(Boolean).join('  ') }))
}

const units = reactive(new Map<string, string>())
/** What a unit is called, fetched once; its place is kept by a dash until it is known, or where it is out of reach. */
export function unitName(id: string): string {
  if (!units.has(id)) {
    units.set(id, NOTHING)
    void ok(api.GET('/api/organizations/{id}', { params: { path: { id } } })).then(
      (unit) => units.set(id, unit.name),
      () => undefined,
    )
  }
  return units.get(id)!
}
