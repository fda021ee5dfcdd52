import { type RefObject, useEffect, useRef } from 'react'

/** For a form: after each try to send it, the first field with an error gets the focus, and its error is read out. */
export const useFocusOnWrong = (tries: number): RefObject<HTMLFormElement | null> => {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [tries])
  return form
}
