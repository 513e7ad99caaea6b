// A file made of text that is in hand: the browser saves it as if it had been a link.

export function saveText(name: string, text: string, type = 'text/csv'): void {
  // Spreadsheets take a file without this mark for one of the last century.
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
