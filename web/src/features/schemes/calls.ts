// What the pages of packs and schemes ask.
import { api, ifMatch, ok } from '@/api/client'
import { upload } from '@/api/files'
import type { Body, Item, Reply } from '@/api/types'

export type Pack = Item<Reply<'/api/packs', 'get'>>
export type PackAnswer = Reply<'/api/packs', 'post'>
export type PackDetail = Reply<'/api/packs/{pack}/{edition}', 'get'>
export type Scheme = Item<Reply<'/api/schemes', 'get'>>
export type SchemeDetail = Reply<'/api/schemes/{id}', 'get'>
export type SchemeTable = SchemeDetail['tables'][number]
export type Param = Item<Reply<'/api/schemes/{id}/params', 'get'>>

const at = (id: string) => ({ params: { path: { id } } })

export const packs = () => ok(api.GET('/api/packs'))
/** Checks a pack; without `trial` it is installed where nothing is wrong with it. */
export const installPack = (file: File, trial: boolean) => upload<PackAnswer>(`/api/packs${trial ? '?trial=true' : ''}`, file)
export const pack = (id: string, edition: string) => ok(api.GET('/api/packs/{pack}/{edition}', { params: { path: { pack: id, edition } } }))
export const removePack = (id: string, edition: string) => ok(api.DELETE('/api/packs/{pack}/{edition}', { params: { path: { pack: id, edition } } }))
export const packFile = (id: string, edition: string) => `/api/packs/${encodeURIComponent(id)}/${encodeURIComponent(edition)}/content`
export const explanation = (id: string) => ok(api.GET('/api/schemes/{id}/explanation', at(id)))

export const schemes = () => ok(api.GET('/api/schemes'))
export const scheme = (id: string) => ok(api.GET('/api/schemes/{id}', at(id)))
export const begin = (draft: Body<'/api/schemes', 'post'>) => ok(api.POST('/api/schemes', { body: draft }))
export const activate = (id: string, version: number) => ok(api.POST('/api/schemes/{id}/activation', { ...at(id), headers: ifMatch(version) }))
export const close = (id: string, version: number) => ok(api.POST('/api/schemes/{id}/closing', { ...at(id), headers: ifMatch(version) }))

export const changeEdition = (id: string, version: number, change: Body<'/api/schemes/{id}/edition', 'post'>) => ok(api.POST('/api/schemes/{id}/edition', { ...at(id), headers: ifMatch(version), body: change }))

export const params = (id: string) => ok(api.GET('/api/schemes/{id}/params', at(id)))
export const setParam = (id: string, change: Body<'/api/schemes/{id}/params', 'post'>) => ok(api.POST('/api/schemes/{id}/params', { ...at(id), body: change }))
export const trial = (id: string, changes: { name: string; value: string }[], edition: string) => ok(api.POST('/api/schemes/{id}/trial', { ...at(id), body: { params: changes, pack_edition: edition } }))
