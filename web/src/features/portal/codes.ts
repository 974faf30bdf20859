// Check codes as people type them: any case, with or without dashes and blanks.

/** "k7wm 4d2q…" → "K7WM4D2Q…". */
export const bare = (typed: string) => typed.replace(/[\s\-—–_]/g, '').toUpperCase()

/** In groups of four, as it is printed. */
export const grouped = (typed: string) => bare(typed).match(/.{1,4}/g)?.join('-') ?? ''
