// A figure is a door: whoever shows one says which, and the page or the frame opens its panel.
import { inject, ref, type InjectionKey } from 'vue'

export interface FigureDoor {
  id: string
  scheme?: string
  region?: string
  as_of?: string
  evidence?: string
}

/** The figure that the frame shows in its drawer. */
export const openedFigure = ref<FigureDoor | null>(null)

/** A page that shows the panel beside its own text provides this. */
export const FIGURE_OPENER: InjectionKey<(door: FigureDoor) => void> = Symbol('figure-opener')

export const useFigureOpener = () => inject(FIGURE_OPENER, (door: FigureDoor) => void (openedFigure.value = door))

/** The address of the figure's own page with the same conditions. */
export function figureAddress(door: FigureDoor): string {
  const search = new URLSearchParams()
  for (const key of ['scheme', 'region', 'as_of', 'evidence'] as const) if (door[key]) search.set(key, door[key]!)
  const text = search.toString()
  return `/figures/${door.id}${text ? `?${text}` : ''}`
}
