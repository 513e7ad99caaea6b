// A dialog that is taken off the page gives the focus back to where it was opened; the library does so only for those that stay on it.

import { useEffect, useState } from 'react'

export function useFocusBack(): void {
  // Read while rendering: by the time of an effect the dialog has the focus itself.
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      void setTimeout(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
      }, 0),
    [opener],
  )
}
