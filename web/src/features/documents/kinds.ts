import { tell } from '@/i18n'

/** The documents that an office writes here; certificates and letters are made by the steps of a procedure. */
export const KINDS = ['village_plan', 'announcement', 'highlight_experience', 'experience', 'story', 'minutes', 'notice', 'measure', 'work_plan', 'training_plan', 'decision', 'report', 'policy', 'agreement']
export const CHANNELS = ['website', 'bulletin_board', 'public_account', 'station_board', 'newspaper', 'broadcast']
export const STATES = ['draft', 'in_review', 'approved', 'publicized', 'published', 'archived']

/** Sections that packs ask for have a name; others are named by whoever wrote them. */
export const sectionName = (code: string) => tell(`document_page.section.${code}`, code)
