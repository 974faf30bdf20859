/** Whether a record counts as 待确认: never confirmed, or not for 366 days. The same rule as the server's filter. */
export function isStale(confirmed_on: string | null | undefined, at = new Date()): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(confirmed_on ?? '')
  if (!parts) return true
  const days = (Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) - Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))) / 86_400_000
  return days >= 366
}
