// A procedure as every kind of record shows it: the steps of an engagement and of a document are the same.
import type { Body, Reply } from '@/api/types'

export type Step = Reply<'/api/engagements/{id}', 'get'>['steps'][number]
export type Ask = Step['asks'][number]
export type StepTaken = Reply<'/api/engagements/{id}', 'get'>['log'][number]
export type StepReport = Body<'/api/engagements/{id}/steps', 'post'>
export type ExtraValue = NonNullable<StepReport['inputs']>[number]
export type Publicity = Step['publicity'][number]
