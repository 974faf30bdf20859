// What the server says of a pack that is installed: until it describes that itself.
export interface Finding {
  level: string
  file: string
  line: number
  column: number
  path: string
  message: string
  fix: string
}
