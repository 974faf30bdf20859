// Names of places by code, asked for once each.
import { reactive } from 'vue'
import { api, ok } from '@/api/client'
import { useSession } from '@/app/session'

const names = reactive(new Map<string, string>())
const asked = new Set<string>()

/** "王孟镇 高宗寨村"; the code itself until the answer is there, or for places outside the area. */
export function regionName(code: string): string {
  const home = useSession().identity?.region_code
  // Asking for what lies outside would be refused, and stand in the trail as a try at it.
  if (!asked.has(code) && (!home || isWithin(code, home))) {
    asked.add(code)
    void ok(api.GET('/api/regions/{code}', { params: { path: { code } } })).then(
      (region) => {
        const path = region.path.map((part) => part.name)
        if (path[path.length - 1] !== region.place.name) path.push(region.place.name)
        names.set(code, path.slice(-2).join(' '))
      },
      () => undefined,
    )
  }
  return names.get(code) ?? code
}

/** The length of the part of a 12-digit code that says which place it is: 2 province, 4 city, 6 county, 9 town, 12 village. */
const told = (code: string) => [2, 4, 6, 9].find((length) => /^0*$/.test(code.slice(length))) ?? 12

/** True when a place is `root` or lies below it. */
export const isWithin = (code: string, root: string) => code.startsWith(root.slice(0, told(root)))
