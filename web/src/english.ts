// The English dictionary, in one piece that is fetched only when somebody reads English.
const files = import.meta.glob<Record<string, string>>('../../locales/en/*.json', { eager: true, import: 'default' })

export default Object.assign({}, ...Object.values(files)) as Record<string, string>
