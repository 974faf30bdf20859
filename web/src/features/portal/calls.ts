// What the public pages ask; no session is needed for any of it.
import { get, post } from '@/api/ask'
import { upload } from '@/api/files'
import type { PaperCheck, PublicNotice, PublicStory, Receipt } from './contract'

export const checkCode = (code: string) => get<PaperCheck>(`/api/public/papers/${encodeURIComponent(code)}`)
export const checkFile = (file: File) => upload<PaperCheck>('/api/public/papers/check', file)
export const notices = () => get<{ items: PublicNotice[] }>('/api/public/notices')
export const stories = () => get<{ items: PublicStory[] }>('/api/public/stories')
export const object = (notice: string, said: { content: string; name: string | null; contact: string | null }) => post<Receipt>(`/api/public/notices/${notice}/objections`, said)
export const follow = (receipt: string) => get<Receipt>(`/api/public/objections/${encodeURIComponent(receipt)}`)
