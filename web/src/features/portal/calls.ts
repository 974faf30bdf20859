// What the public pages ask; no session is needed for any of it.
import { api, ok } from '@/api/client'
import { upload } from '@/api/files'
import type { Body, Item, Reply } from '@/api/types'

export type PaperCheck = Reply<'/api/public/papers/{code}', 'get'>
export type PublicNotice = Item<Reply<'/api/public/notices', 'get'>>
export type Receipt = Reply<'/api/public/objections/{receipt}', 'get'>

export const checkCode = (code: string) => ok(api.GET('/api/public/papers/{code}', { params: { path: { code } } }))
export const checkFile = (file: File) => upload<PaperCheck>('/api/public/papers/check', file)
export const notices = () => ok(api.GET('/api/public/notices'))
export const stories = () => ok(api.GET('/api/public/stories'))
export const object = (id: string, said: Body<'/api/public/notices/{id}/objections', 'post'>) => ok(api.POST('/api/public/notices/{id}/objections', { params: { path: { id } }, body: said }))
export const follow = (receipt: string) => ok(api.GET('/api/public/objections/{receipt}', { params: { path: { receipt } } }))
