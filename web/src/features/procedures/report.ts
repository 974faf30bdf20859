// A filled step on its way to the server, and what is still missing before it may go.
import type { Model } from '@/kit/fields'
import { today } from '@/kit/format'
import { inputsOf } from './asks'
import type { Step, StepReport } from './types'

export type Ticks = Record<string, { holds: boolean | null; note: string }>

/** The day of today, and what is known already. */
export const firstModel = (step?: Step): Model => ({ done_on: today(), ...Object.fromEntries((step?.asks ?? []).filter((ask) => ask.value !== '').map((ask) => [ask.name, ask.kind === 'bool' ? ask.value === 'true' : ask.value])) })
export const firstTicks = (step: Step): Ticks => Object.fromEntries(step.checks.map((check) => [check.id, { holds: null, note: '' }]))

/** Names of boxes and conditions that have no answer yet. Only a step that passes needs all of them. */
export function missingOf(step: Step, model: Model, ticks: Ticks, result: string): string[] {
  const empty = (name: string) => model[name] === undefined || model[name] === null || String(model[name]).trim() === ''
  const out: string[] = []
  if (empty('done_on')) out.push('done_on')
  if (step.opinion && empty('opinion')) out.push('opinion')
  if (result !== 'pass') return out
  if (step.evidence && empty('evidence')) out.push('evidence')
  for (const check of step.checks) if (ticks[check.id]?.holds === null || ticks[check.id] === undefined) out.push(check.id)
  for (const ask of step.asks) if (ask.required && empty(ask.name)) out.push(ask.name)
  return out
}

export function reportOf(step: Step, model: Model, ticks: Ticks, result: string): StepReport {
  return {
    step: step.id,
    result,
    done_on: String(model.done_on),
    method: (model.method as string) || null,
    opinion: String(model.opinion ?? '').trim() || null,
    evidence: String(model.evidence ?? '').trim() || null,
    inputs: inputsOf(step.asks, model),
    checks: step.checks.map((check) => ({ id: check.id, holds: ticks[check.id]?.holds === true, note: ticks[check.id]?.note.trim() ?? '' })),
  }
}
