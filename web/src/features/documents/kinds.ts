/** The documents that an office writes here; certificates and letters are made by the steps of a procedure. */
export const KINDS = ['village_plan', 'announcement', 'highlight_experience', 'experience', 'story', 'minutes', 'notice', 'measure', 'work_plan', 'training_plan', 'decision', 'report', 'policy', 'agreement']
export const CHANNELS = ['website', 'bulletin_board', 'public_account', 'station_board', 'newspaper', 'broadcast']
export const STATES = ['draft', 'in_review', 'approved', 'publicized', 'published', 'archived']
